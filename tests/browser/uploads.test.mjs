// Large files in parts: over a line that breaks, and after the page was left in the middle. In both languages.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { SIZES, address, launch, open } from "./support/browser.mjs";
import { axe, shot, wellFormed } from "./support/checks.mjs";
import { first } from "./support/network.mjs";
import { signIn } from "./support/site.mjs";

const [forum] = first.forums;
const PARTS = "**/media/uploads/*";
// Three parts.
const ROW = "12:00;49.3;2.8\n";
const LENGTH = 9 * 1024 * 1024;

let browser;
let folder;
before(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "majlis-uploads-"));
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

for (const { language, width } of [{ language: "ar", width: "phone" }, { language: "en", width: "wide" }]) {
  const how = `${language}-${width}`;

  /** A composer with its tray open, and a file on disk: picked twice, it is the same. */
  const enter = async (name) => {
    const file = join(folder, `${name}-${language}.csv`);
    writeFileSync(file, ROW.repeat(Math.ceil(LENGTH / ROW.length)).slice(0, LENGTH));
    const { page, context } = await open(browser, { language, script: true, size: SIZES[width] });
    await signIn(page, first, first.members[0]);
    await page.goto(address(first, `/forums/${forum}/new`, language));
    const asked = [];
    page.on("request", (request) => {
      if (request.url().includes("/media/uploads")) asked.push(`${request.method()} ${request.headers()["upload-offset"] ?? ""}`.trim());
    });
    const pick = async () => {
      const tray = page.locator('form:has([name="title"]) details.tray');
      if (!(await tray.evaluate((details) => details.open))) await tray.locator("summary").click();
      await tray.locator('input[name="files"]').setInputFiles(file);
      return tray;
    };
    return { page, context, asked, pick, name: `${name}-${language}.csv` };
  };
  const look = async (page, name) => {
    await wellFormed(page, language);
    await axe(page);
    await shot(page, `${name}-${how}`);
  };

  test(`a line that breaks is waited for (${how})`, async () => {
    const { page, context, asked, pick, name } = await enter("broken");
    let breaks = 1;
    await page.route(PARTS, async (route) => {
      const isSecond = route.request().method() === "PATCH" && route.request().headers()["upload-offset"] !== "0";
      if (isSecond && breaks-- > 0) return route.abort("connectionreset");
      return route.continue();
    });
    const tray = await pick();
    await tray.locator("[data-tray-status]").filter({ hasText: language === "ar" ? "انقطع" : "broken" }).waitFor();
    await look(page, "uploads-waits");
    await tray.locator("[data-tray-item]").waitFor();
    assert.equal(await tray.locator("[data-tray-item] b").innerText(), name);
    assert.equal(await tray.locator("[data-tray-status]").innerText(), "");
    const part = 4 * 1024 * 1024;
    assert.deepEqual(asked, ["POST", "PATCH 0", `PATCH ${part}`, "HEAD", `PATCH ${part}`, `PATCH ${2 * part}`, "GET"]);
    await context.close();
  });

  test(`the same file picked again after the page was left goes on where it stood (${how})`, async () => {
    const { page, context, asked, pick } = await enter("left");
    await page.route(PARTS, (route) =>
      route.request().headers()["upload-offset"] === "0" || route.request().method() !== "PATCH" ? route.continue() : route.abort(),
    );
    const tray = await pick();
    await tray.locator("[data-tray-status]").filter({ hasText: language === "ar" ? "انقطع" : "broken" }).waitFor();
    await page.unroute(PARTS);
    await page.reload();
    asked.length = 0;
    await pick();
    await page.locator("[data-tray-item]").first().waitFor();
    const part = 4 * 1024 * 1024;
    assert.deepEqual(asked, ["HEAD", `PATCH ${part}`, `PATCH ${2 * part}`, "GET"]);
    await context.close();
  });
}
