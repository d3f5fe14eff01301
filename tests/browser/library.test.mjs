// The library and its map: narrowed by hand with script off, folded on a phone, walked by keyboard, and live where scripts run;
// and the landing page that shows it to guests. Nothing is asked of another server before a reader chooses it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SIZES, address, launch, open } from "./support/browser.mjs";
import { assertNoComplaints, axe, inspect } from "./support/checks.mjs";
import { first } from "./support/network.mjs";
import { signIn } from "./support/site.mjs";

const [forum] = first.forums;
const TITLE = "خفض استهلاك الهواء المضغوط 27% في مصنع نجران";

let browser;
before(async () => {
  browser = await launch();
  await publish();
});
after(() => browser?.close());

/** A case study of Najran, of which the samples have few, without script. */
async function publish() {
  const { page, context } = await open(browser, { language: "ar", script: false });
  await signIn(page, first, first.admin);
  await page.goto(address(first, "/cases/new", "ar"));
  await page.locator("#title").fill(TITLE);
  await page.locator('form[action="/cases/new"] .composer-foot button').click();
  const steps = [
    [["fill", "summary", "قسنا التسريب ليلًا ثم أصلحناه."], ["select", "forum", forum], ["select", "sector", "23"]],
    [["fill", "problem", "ضاغطان يعملان طوال الليل بلا إنتاج."], ["fill", "solution", "قياس بالموجات فوق الصوتية، ثم إصلاح مرتّب."]],
    [["fill", "payback", "٧"]],
    [],
    [["select", "region", "SA-10"], ["select", "city", "najran"]],
    [],
  ];
  for (const fields of steps) {
    for (const [act, name, value] of fields) {
      const field = page.locator(`form.composer [name="${name}"]`).first();
      await (act === "fill" ? field.fill(value) : field.selectOption(value));
    }
    await page.locator('form.composer button[value="next"]').click();
  }
  await page.locator('button[value="publish"]').first().click();
  await page.waitForURL(/\/cases\/\d+$/);
  await context.close();
}

for (const language of ["ar", "en"]) {
  test(`the library is narrowed by its form without script, and its map says the same (${language})`, async () => {
    const { page, context, complaints } = await open(browser, { language, script: false });
    await page.goto(address(first, "/cases", language));
    await page.locator("#region").selectOption("SA-10");
    await page.locator('form[action="/cases"] button').click();
    assert.match(page.url(), /region=SA-10/);
    const found = await page.locator("section[aria-labelledby=found-heading] .case-card h3").allTextContents();
    assert.ok(found.includes(TITLE), found.join(", "));

    await page.locator('.tabs a[href*="view=map"]').click();
    assert.match(page.url(), /region=SA-10.*view=map/);
    assert.equal(await page.locator("a.map-region").count(), 13);
    assert.equal(await page.locator(".map-table tbody tr").count(), 13);
    const najran = page.locator('a.map-region[href*="region=SA-10"]');
    const number = Number((await najran.getAttribute("aria-label")).match(/\d+/)?.[0] ?? 1);
    assert.ok(number >= 1);
    await page.locator('.map-table a[href*="city=najran"]').first().click();
    assert.ok((await page.locator(".case-card h3").allTextContents()).includes(TITLE));
    assertNoComplaints(complaints);
    await context.close();
  });

  test(`the landing page is whole and accessible in every width (${language})`, async () => {
    const reader = await open(browser, { language });
    await inspect(reader, first, { name: "landing-map", path: "/" });
    assert.equal(await reader.page.locator(".stat").count(), 3);
    assert.ok((await reader.page.locator(".landing-cases .case-card").count()) > 0);
    await reader.page.locator('a.map-region[href="/regions/SA-10"]').focus();
    await reader.page.keyboard.press("Enter");
    await reader.page.waitForURL(/\/regions\/SA-10/);
    assert.ok((await reader.page.locator(".case-card h3").allTextContents()).includes(TITLE));
    await axe(reader.page);
    await reader.context.close();
  });

  test(`library, map and region are accessible in every width (${language})`, async () => {
    const reader = await open(browser, { language });
    for (const [name, path] of [["cases-list", "/cases"], ["cases-map", "/cases?view=map"], ["region", "/regions/SA-10"]]) {
      await inspect(reader, first, { name, path });
    }
    await reader.context.close();
  });
}

test("limits are folded on a phone and stand open where there is room, without script", async () => {
  for (const [width, isOpen] of [["phone", false], ["wide", true]]) {
    const { page, context } = await open(browser, { script: false, size: SIZES[width] });
    await page.goto(address(first, "/cases", "en"));
    assert.equal(await page.locator("#sector").isVisible(), isOpen, width);
    if (!isOpen) await page.locator(".facets-summary").click();
    assert.equal(await page.locator("#sector").isVisible(), true, width);
    await context.close();
  }
});

test("arrow keys go from region to region as they lie, in both directions of writing", async () => {
  for (const language of ["ar", "en"]) {
    const { page, context } = await open(browser, { language });
    await page.goto(address(first, "/cases?view=map", language));
    const focused = () => page.evaluate(() => new URL(document.activeElement.href?.baseVal ?? "/", location.href).searchParams.get("region"));
    await page.locator('a.map-region[href*="region=SA-01"]').focus();
    await page.keyboard.press("ArrowRight");
    assert.equal(await focused(), "SA-04", `east of Riyadh (${language})`);
    await page.keyboard.press("ArrowLeft");
    assert.equal(await focused(), "SA-01", `and back (${language})`);
    await context.close();
  }
});

test("the live map opens on demand, asks nobody else, and closes again", async () => {
  for (const language of ["ar", "en"]) {
    const { page, context, complaints } = await open(browser, { language });
    await page.goto(address(first, "/cases?view=map", language));
    assert.equal(await page.locator(".live-map").count(), 0);
    await page.locator("[data-live-toggle]").click();
    await page.locator(".live-map .live-region").first().waitFor();
    assert.equal(await page.locator(".map-drawing").isVisible(), false);
    assert.equal(await page.locator(".leaflet-control-layers input").count(), 2, "the street map is offered, not shown");
    await axe(page);
    await page.keyboard.press("+");
    await page.waitForURL(/#map=/);
    const looked = new URL(page.url()).hash;
    await page.reload();
    await page.locator(".live-map .live-region").first().waitFor();
    assert.equal(new URL(page.url()).hash, looked, "the part that is looked at can be come back to");
    await page.locator("[data-live-toggle]").click();
    assert.equal(await page.locator(".map-drawing").isVisible(), true);
    assert.equal(new URL(page.url()).hash, "");
    assertNoComplaints(complaints);
    await context.close();
  }
});
