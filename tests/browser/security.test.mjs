// How members show who they are: application, recovery codes, passkey, a new password. In both languages, and without script
// where that is to work.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { address, launch, open } from "./support/browser.mjs";
import { inspect } from "./support/checks.mjs";
import { start } from "./support/instance.mjs";
import { SEND, isSignedIn, signIn } from "./support/site.mjs";
import { code } from "./support/totp.mjs";

const PASSWORD = "a sentence is easy to remember";
const OTHER = "another sentence is as easy";

let browser;
let instance;
before(async () => {
  browser = await launch();
  instance = await start();
});
after(async () => {
  await instance?.stop();
  await browser?.close();
});

test("the first admin is led to a second factor before the administration", async () => {
  const { page, context } = await open(browser, { language: "ar" });
  await fill(page, instance.setUp, { display_name: "هدى الحارثي", username: "huda", email: "huda@plant.example", password: PASSWORD });
  assert.equal(new URL(page.url()).pathname, "/settings/security");
  await page.goto(address(instance, "/admin/forums"));
  assert.equal(new URL(page.url()).pathname, "/settings/security");
  await setUpApp(page);
  await page.goto(address(instance, "/admin/forums"));
  assert.equal(new URL(page.url()).pathname, "/admin/forums");
  await context.close();
});

for (const [language, script] of [["ar", true], ["ar", false], ["en", true], ["en", false]]) {
  const way = `${language}, ${script ? "with" : "without"} script`;

  test(`an application and its recovery codes (${way})`, async () => {
    const tab = await open(browser, { language, script });
    const { page, context } = tab;
    const user = await newcomer(page, `app_${language}_${script ? "js" : "html"}`, language);
    const { secret, codes } = await setUpApp(page);
    assert.equal(codes.length, 10);
    if (script) await inspect(tab, instance, { name: "security-on", path: "/settings/security" });

    await context.clearCookies();
    await password(page, user);
    assert.equal(new URL(page.url()).pathname, "/sign-in/second-factor");
    if (script) await inspect(tab, instance, { name: "second-factor", path: "/sign-in/second-factor" });
    await send(page, { code: "000000" });
    assert.ok(await page.locator("#code-error").count(), "says that the code is wrong");
    await send(page, { code: code(secret, 1) });
    assert.ok(await isSignedIn(page, instance), "the code opens");

    await context.clearCookies();
    await password(page, user);
    await send(page, { code: codes[0] });
    assert.ok(await isSignedIn(page, instance), "a recovery code opens");
    await context.clearCookies();
    await password(page, user);
    await send(page, { code: codes[0] });
    assert.ok(await page.locator("#code-error").count(), "and opens once");
    await context.close();
  });

  test(`a new password by a letter (${way})`, async () => {
    const { page, context } = await open(browser, { language, script });
    const user = await newcomer(page, `reset_${language}_${script ? "js" : "html"}`, language);
    await context.clearCookies();
    await page.goto(address(instance, "/forgot-password"));
    await send(page, { email: user.email });
    await page.goto(await instance.letter(page, user.email, "/reset-password/"));
    await send(page, { password: OTHER });
    await signIn(page, instance, { ...user, password: OTHER });
    assert.ok(await isSignedIn(page, instance));
    await context.close();
  });
}

for (const language of ["ar", "en"]) {
  test(`a passkey (${language})`, async () => {
    const tab = await open(browser, { language });
    const { page, context } = tab;
    await newcomer(page, `passkey_${language}`, language);
    await virtualAuthenticator(page);
    await page.goto(address(instance, "/settings/security/passkeys"));
    await page.locator('[name="name"]').fill(language === "ar" ? "حاسوب العمل" : "Work laptop");
    await page.locator("form[data-passkey] button").click();
    await page.locator(".code-list").waitFor();
    await inspect(tab, instance, { name: "security-passkeys", path: "/settings/security" });
    assert.equal(await page.locator(".session").count(), 1);

    await context.clearCookies();
    await page.goto(address(instance, "/sign-in"));
    await page.locator('main a[href^="/sign-in/passkey"]').click();
    await page.locator("form[data-passkey] button").click();
    await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    assert.ok(await isSignedIn(page, instance), "it opens without password and code");

    await page.goto(address(instance, "/settings/security"));
    await Promise.all([page.waitForEvent("load"), page.locator(".session button").click()]);
    assert.equal(await page.locator(".session").count(), 0);
    await context.clearCookies();
    await page.goto(address(instance, "/sign-in/passkey"));
    await page.locator("form[data-passkey] button").click();
    await page.locator(".error-summary").waitFor();
    await context.close();
  });
}

/** A device of the browser that holds passkeys and recognises everybody. */
async function virtualAuthenticator(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const options = {
    protocol: "ctap2",
    transport: "internal",
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  };
  await devtools.send("WebAuthn.addVirtualAuthenticator", { options });
}

/** A member who has just signed in. */
async function newcomer(page, username, language) {
  const user = { email: `${username}@plant.example`, password: PASSWORD };
  await fill(page, `/register?lang=${language}`, { display_name: "سالم الشهراني", username, ...user });
  await page.goto(await instance.letter(page, user.email, "/confirm/"));
  await page.locator('main form[method="post"] button').click();
  await page.waitForURL((url) => !url.pathname.startsWith("/confirm"));
  await signIn(page, instance, user);
  return user;
}

async function setUpApp(page) {
  await page.goto(address(instance, "/settings/security/app"));
  const secret = await page.locator("#secret").innerText();
  await send(page, { code: code(secret) });
  return { secret, codes: await page.locator(".code-list code").allInnerTexts() };
}

/** Gives the password and waits for what follows. */
async function password(page, user) {
  await page.goto(address(instance, "/sign-in"));
  await send(page, user);
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
