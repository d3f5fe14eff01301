// Moving about a page with Tab, and seeing where one is.
import assert from "node:assert/strict";

const STOPS = 120;

/** Presses Tab until the focus is on the first element that `selector` finds. At each stop the focus can be seen. */
export async function walkTo(page, selector) {
  for (let stop = 0; stop < STOPS; stop += 1) {
    await page.keyboard.press("Tab");
    const { there, what, outlined, covered } = await page.evaluate(look, selector);
    if (what === "BODY") continue;
    assert.ok(outlined, `the focus cannot be seen on ${what} of ${page.url()}`);
    assert.ok(!covered, `the focus is hidden on ${what} of ${page.url()}`);
    if (there) return;
  }
  assert.fail(`Tab does not lead to ${selector} on ${page.url()}`);
}

/** Walks to a field and types. */
export async function typeInto(page, selector, text) {
  await walkTo(page, selector);
  await page.keyboard.insertText(text);
}

/** What stands under the focus; runs in the page. */
function look(selector) {
  const focused = document.activeElement;
  // Radio buttons hand their outline to the row they stand in.
  const marked = focused.closest(".choice") ?? focused;
  const { outlineStyle, outlineWidth } = getComputedStyle(marked);
  const [box] = marked.getClientRects();
  // Something of it has to be seen: what is taller than the screen may reach beneath a bar.
  const tops = [2, box.height / 2, box.height - 2].map((y) => document.elementFromPoint(box.x + box.width / 2, box.y + y));
  return {
    there: focused === document.querySelector(selector),
    what: focused === document.body ? "BODY" : focused.outerHTML.slice(0, 120),
    outlined: outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2,
    covered: !tops.some((top) => top && (marked.contains(top) || top.contains(marked))),
  };
}
