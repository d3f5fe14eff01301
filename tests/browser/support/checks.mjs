// What every page is held to: accessibility, direction, width, and a picture to look at.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { SIZES, address } from "./browser.mjs";
import { statusOf } from "./site.mjs";

const { source: axeSource } = createRequire(import.meta.url)("axe-core");
const SHOTS = join(dirname(fileURLToPath(import.meta.url)), "../shots");
// A third of the time goes into pictures, which is lost where nobody looks at them.
const IS_LOOKED_AT = process.env.SHOTS !== "no";
const LOOKS = [["light", "phone"], ["light", "tablet"], ["light", "wide"], ["dark", "phone"], ["dark", "wide"]];
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Opens a page, does on it what `act` says, and looks at it in both themes and in every width. */
export async function inspect({ page, language, complaints }, instance, { name, path, status = 200, act }) {
  complaints.length = 0;
  await page.setViewportSize(SIZES.wide);
  assert.equal(await statusOf(page, address(instance, path, language)), status, path);
  await act?.(page);
  await page.evaluate(() => scrollTo(0, 0));
  for (const [theme, width] of LOOKS) {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize(SIZES[width]);
    // The dark theme changes colours and nothing else; a tablet has the rail of the one and the column of the other.
    if (theme === "light") await wellFormed(page, language);
    if (width === "wide" || (theme === "light" && width === "phone")) await axe(page);
    await shot(page, `${name}-${language}-${theme}-${width}`);
  }
  assertNoComplaints(complaints, status);
}

/** Fails with what the browser found wrong, but for what it says of pages that mean to have another status than 200. */
export function assertNoComplaints(complaints, status = 422) {
  const meant = (complaint) => [status, 422].some((code) => complaint.includes(`the server responded with a status of ${code}`));
  assert.deepEqual(complaints.filter((complaint) => !meant(complaint)), []);
}

/** Fails with each rule of WCAG 2.2 AA that the page breaks, and where. */
export async function axe(page) {
  // Evaluated over the debugging protocol, which the page's content security policy does not bind.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axeSource);
  const { violations } = await page.evaluate((tags) => globalThis.axe.run({ runOnly: tags, resultTypes: ["violations"] }), WCAG);
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n    ${target.join(" ")}\n    ${failureSummary}`),
  );
  assert.deepEqual(found, [], `axe on ${page.url()}:\n  ${found.join("\n  ")}`);
}

/** One heading of the first rank, the language and direction that were asked for, no sideways scrolling. */
export async function wellFormed(page, language) {
  const facts = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.scrollingElement;
    const wide = (element) => {
      const { left, right } = element.getBoundingClientRect();
      return right > clientWidth + 1 || left < -1;
    };
    return {
      lang: document.documentElement.lang.split("-")[0],
      dir: document.documentElement.dir,
      headings: document.querySelectorAll("h1").length,
      title: document.title.trim() !== "",
      overflow: scrollWidth - clientWidth,
      // Named only to help whoever has to find it.
      culprits: scrollWidth > clientWidth ? [...document.querySelectorAll("body *")].filter(wide).slice(0, 5).map((e) => e.outerHTML.slice(0, 120)) : [],
    };
  });
  const { overflow, culprits, ...rest } = facts;
  assert.ok(overflow <= 0, `${page.url()} scrolls sideways by ${overflow} px because of\n  ${culprits.join("\n  ")}`);
  assert.deepEqual(rest, { lang: language, dir: language === "ar" ? "rtl" : "ltr", headings: 1, title: true }, page.url());
}

/** Keeps a picture of the whole page in tests/browser/shots, for people to look at, unless SHOTS=no says that nobody will. */
export async function shot(page, name) {
  if (!IS_LOOKED_AT) return;
  await mkdir(SHOTS, { recursive: true });
  // The bar of a phone keeps to the foot of the screen; on a picture of the whole page it would stand in the middle.
  const place = (position) =>
    page.locator(".bottom-bar").evaluateAll((bars, value) => bars.forEach((bar) => (bar.style.position = value)), position);
  await place("static");
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
  await place("");
}
