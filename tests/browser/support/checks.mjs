// What every page is held to: accessibility, direction, width, and a picture to look at.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const { source: axeSource } = createRequire(import.meta.url)("axe-core");
const SHOTS = join(dirname(fileURLToPath(import.meta.url)), "../shots");
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Fails with each rule of WCAG 2.2 AA that the page breaks, and where. */
export async function axe(page) {
  // Evaluated over the debugging protocol, which the page's content security policy does not bind.
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate((tags) => globalThis.axe.run({ runOnly: tags }), WCAG);
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

/** Keeps a picture of the whole page in tests/browser/shots, for people to look at. */
export async function shot(page, name) {
  await mkdir(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
}
