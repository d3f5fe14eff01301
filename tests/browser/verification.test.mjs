// Being verified, whole: register, confirm, enter a factory, hand in its papers, be decided on, carry the mark, and lose it
// again. In Arabic without script and in English with it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { address, launch, open } from "./support/browser.mjs";
import { assertNoComplaints, inspect } from "./support/checks.mjs";
import { start } from "./support/instance.mjs";
import { SEND, isSignedIn, signIn } from "./support/site.mjs";

const PASSWORD = "a sentence is easy to remember";
const CERTIFICATE = Buffer.from("%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n");
const ADMIN = { email: "huda@plant.example", password: PASSWORD };

let browser;
let instance;
before(async () => {
  browser = await launch();
  instance = await start({ SECURITY__STAFF_SECOND_FACTOR: "false" });
  const { page, context } = await open(browser, { language: "ar" });
  await fill(page, instance.setUp, { display_name: "هدى الحارثي", username: "huda", ...ADMIN });
  await page.goto(address(instance, "/admin/forums/new", "en"));
  await send(page, { name_en: "Maintenance", name_ar: "الصيانة", username: "maintenance" });
  await context.close();
});
after(async () => {
  await instance?.stop();
  await browser?.close();
});

for (const [language, script, username, name, number] of [
  ["ar", false, "salem", "مصنع نجد للمضخات", "٧٠٠ ١٢٣ ٤٥٦٧"],
  ["en", true, "maha", "Gulf Valves Factory", "7009876543"],
]) {
  test(`from registering to the mark beside the name (${language}, ${script ? "with" : "without"} script)`, async () => {
    const mine = await open(browser, { language, script });
    const staff = await open(browser, { language, script });
    await signIn(staff.page, instance, ADMIN);
    await newcomer(mine.page, username, language);
    const { page } = mine;
    const look = (tab, name, path) => (script ? inspect({ ...tab, language }, instance, { name: `verify-${name}`, path }) : tab.page.goto(address(instance, path, language)));
    await look(mine, "newcomer", "/verification");
    await page.goto(address(instance, "/forums/maintenance", language));
    assert.equal(await page.locator('a[href="/forums/maintenance/new"]').count(), 0, "not before being verified");

    await page.goto(address(instance, "/organisations/new", language));
    await page.locator("#national_number").fill(number);
    await press(page, 'button[value="number"]');
    await page.locator(language === "ar" ? "#name_ar" : "#name_en").fill(name);
    await press(page, 'button[value="create"]');

    await look(mine, "index", "/verification");
    await press(page, 'form[action="/verification"]:has(input[name="organisation"]:not([value=""])) button[value="1"]');
    const path = new URL(page.url()).pathname;
    await look(mine, "case", path);
    await press(page, `form[action="${path}/submit"] button`);
    assert.equal(await page.locator("#document-error").count(), 1, "a paper is missing");
    await hand(page, path, "program.pdf", Buffer.from("MZ not a paper"));
    assert.equal(await page.locator("#document-error").count(), 1, "a program is no paper");
    await hand(page, path, "certificate.pdf", CERTIFICATE);
    assert.equal(await page.locator(".evidence-file").count(), 1);
    await press(page, `form[action="${path}/submit"] button`);

    await look(staff, "queue", "/admin/verification");
    await staff.page.locator("main table").getByText(name).click();
    await staff.page.waitForURL(/\/admin\/verification\/\d+$/);
    const review = new URL(staff.page.url()).pathname;
    await look(staff, "review", review);
    await press(staff.page, 'button[value="reject"]');
    assert.equal(await staff.page.locator("#reason-error").count(), 1, "a reason is needed");
    await press(staff.page, 'button[value="approve"]');

    await page.goto(address(instance, "/forums/maintenance/new", language));
    await send(page, { title: "Bearing noise after a change", body: "It began this morning, at full speed." });
    const topic = new URL(page.url()).pathname;
    await look(mine, "mark", topic);
    assert.equal(await page.locator(".topic-head .verified").count(), 1, "the mark stands beside the name");
    assert.equal(await page.locator(".topic-head .byline-organisation").innerText(), name);
    await look(mine, "approved", path);

    await staff.page.goto(address(instance, review, language));
    await staff.page.locator('form[action$="/end"] select').selectOption("reason-out-of-date");
    await press(staff.page, 'form[action$="/end"] button');
    await page.goto(address(instance, topic, language));
    assert.equal(await page.locator(".topic-head .verified").count(), 0, "what has ended shows no mark");
    await page.goto(address(instance, "/forums/maintenance", language));
    assert.equal(await page.locator('a[href="/forums/maintenance/new"]').count(), 0);
    for (const tab of [mine, staff]) {
      assertNoComplaints(tab.complaints);
      await tab.context.close();
    }
  });
}

/** Adds a paper to the case at `path`. */
async function hand(page, path, name, buffer) {
  const form = page.locator(`form[action="${path}/documents"]`);
  await form.locator("#document").setInputFiles({ name, mimeType: "application/pdf", buffer });
  await Promise.all([page.waitForEvent("load"), form.locator("button").click()]);
}

/** A member who has just signed in. */
async function newcomer(page, username, language) {
  const user = { email: `${username}@plant.example`, password: PASSWORD };
  await fill(page, `/register?lang=${language}`, { display_name: "سالم الشهراني", username, ...user });
  await page.goto(await instance.letter(page, user.email, "/confirm/"));
  await press(page, 'main form[method="post"] button');
  await signIn(page, instance, user);
  assert.ok(await isSignedIn(page, instance));
}

async function fill(page, path, fields) {
  await page.goto(new URL(path, instance.url).href);
  await send(page, fields);
}

/** Fills in the form on the page that has these fields, sends it and waits for the answer. */
async function send(page, fields) {
  const names = Object.keys(fields);
  const form = page.locator(`main form${names.map((name) => `:has([name="${name}"])`).join("")}`);
  for (const name of names) await form.locator(`[name="${name}"]`).fill(fields[name]);
  const notice = form.locator('[name="accept_notice"]');
  if (await notice.count()) await notice.check();
  await Promise.all([page.waitForEvent("load"), form.locator(SEND).first().click()]);
}

async function press(page, button) {
  await Promise.all([page.waitForEvent("load"), page.locator(button).first().click()]);
}
