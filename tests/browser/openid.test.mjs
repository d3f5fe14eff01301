// Coming in by another OpenID provider, a real one: oidc-provider, certified by the OpenID Foundation, on this machine.
import assert from "node:assert/strict";
import { once } from "node:events";
import { after, before, test } from "node:test";
import Provider from "oidc-provider";
import { address, launch, open } from "./support/browser.mjs";
import { inspect } from "./support/checks.mjs";
import { freePort, start } from "./support/instance.mjs";
import { isSignedIn } from "./support/site.mjs";

const SECRET = "a secret of ours: with % and +";
const PASSWORD = "a sentence is easy to remember";
/** Who has an account at the provider, by the name they sign in with there. */
const PEOPLE = {
  salem: { name: "سالم الشهراني", preferred_username: "salem", email: "salem@chamber.example", email_verified: true },
  maha: { name: "Maha Alqahtani", preferred_username: "maha", email: "maha@chamber.example", email_verified: true },
  huda: { name: "هدى الحارثي", preferred_username: "huda", email: "huda@plant.example", email_verified: true },
  fahad: { name: "Fahad", preferred_username: "fahad", email: "fahad@chamber.example", email_verified: false },
};
/** What the pages say. */
const WORDS = {
  ar: { button: "الدخول عبر حساب الغرفة", linkFirst: "لديك حساب هنا", unverified: "بريدك غير مؤكد", down: "جهة الدخول لا تستجيب" },
  en: {
    button: "Sign in with Chamber account",
    linkFirst: "You have an account here",
    unverified: "Your address is not verified",
    down: "The provider does not answer",
  },
};

let browser;
let provider;
let instance;
let locked;
before(async () => {
  browser = await launch();
  const [at, openPort, lockedPort] = [await freePort(), await freePort(), await freePort()];
  provider = await startProvider(at, [openPort, lockedPort]);
  instance = await start(settings(provider), openPort);
  locked = await start({ ...settings(provider), OPENID__ONLY: "true" }, lockedPort);
});
after(async () => {
  await Promise.all([instance?.stop(), locked?.stop(), provider?.stop()]);
  await browser?.close();
});

test("somebody new chooses a name and is known the next time, in both languages, without script", async () => {
  for (const [who, language] of [["salem", "ar"], ["maha", "en"]]) {
    const tab = await open(browser, { language, script: language === "en" });
    const { page } = tab;
    await leave(tab, instance);
    await signInThere(page, who);
    assert.equal(new URL(page.url()).pathname, "/sign-in/openid/new");
    assert.equal(await page.locator('[name="display_name"]').inputValue(), PEOPLE[who].name);
    if (tab.language === "en") await inspect(tab, instance, { name: "openid-new", path: "/sign-in/openid/new" });
    await page.locator('[name="accept_notice"]').check();
    await press(page, 'form:has([name="username"])');
    assert.ok(await isSignedIn(page, instance), `${who} is in`);
    await tab.context.close();

    const again = await open(browser, { language });
    await leave(again, instance);
    await signInThere(again.page, who);
    assert.ok(await isSignedIn(again.page, instance), `${who} is known`);
    await again.context.close();
  }
});

test("an equal address opens nothing before its owner, signed in, links it", async () => {
  const owner = await open(browser, { language: "ar" });
  await owner.page.goto(address(instance, instance.setUp));
  const form = owner.page.locator('form:has([name="password"])');
  const fields = { display_name: "هدى الحارثي", username: "huda", email: PEOPLE.huda.email, password: PASSWORD };
  for (const [name, value] of Object.entries(fields)) await form.locator(`[name="${name}"]`).fill(value);
  await press(owner.page, 'form:has([name="password"])');
  assert.ok(await isSignedIn(owner.page, instance));

  for (const language of ["ar", "en"]) {
    const stranger = await open(browser, { language });
    await leave(stranger, instance);
    await signInThere(stranger.page, "huda");
    assert.equal(await stranger.page.locator("h1").innerText(), WORDS[language].linkFirst);
    assert.ok(!(await isSignedIn(stranger.page, instance)));
    await stranger.context.close();
  }

  const { page } = owner;
  await inspect(owner, instance, { name: "settings-identities", path: "/settings/identities" });
  await page.locator('a[href="/settings/identities/chamber/link"]').click();
  await signInThere(page, "huda");
  assert.equal(new URL(page.url()).pathname, "/settings/identities/confirm");
  await inspect(owner, instance, { name: "openid-link", path: "/settings/identities/confirm" });
  await press(page, 'form[action="/settings/identities/confirm"]');
  assert.equal(await page.locator(".session-list .badge-success").count(), 1, "it is linked");
  await owner.context.close();

  const tab = await open(browser, { language: "en" });
  await leave(tab, instance);
  await signInThere(tab.page, "huda");
  assert.ok(await isSignedIn(tab.page, instance), "and opens the account from now on");
  // She has a password, so it may be taken away again.
  await tab.page.goto(address(instance, "/settings/identities"));
  await press(tab.page, 'form[action="/settings/identities/chamber/unlink"]');
  assert.equal(await tab.page.locator(".session-list .badge-success").count(), 0);
  await tab.context.close();
});

test("an address that the provider has not verified makes no account", async () => {
  for (const language of ["ar", "en"]) {
    const tab = await open(browser, { language });
    await leave(tab, instance);
    await signInThere(tab.page, "fahad");
    assert.equal(await tab.page.locator("h1").innerText(), WORDS[language].unverified);
    assert.ok(!(await isSignedIn(tab.page, instance)));
    await tab.context.close();
  }
});

test("with providers only there is no password to type, and the provider is the way in", async () => {
  for (const language of ["ar", "en"]) {
    const tab = await open(browser, { language });
    await inspect(tab, locked, { name: "sign-in-providers-only", path: "/sign-in" });
    assert.equal(await tab.page.locator('input[type="password"], a[href="/register"], a[href="/forgot-password"]').count(), 0);
    for (const path of ["/register", "/forgot-password"]) {
      const answer = await tab.page.goto(address(locked, path));
      assert.equal(answer.status(), 403, path);
    }
    await tab.context.close();
  }
  const tab = await open(browser, { language: "ar" });
  await leave(tab, locked);
  await signInThere(tab.page, "salem");
  await tab.page.locator('[name="accept_notice"]').check();
  await press(tab.page, 'form:has([name="username"])');
  assert.ok(await isSignedIn(tab.page, locked));
  // Nothing else would let him in, so the identity stays.
  await tab.page.goto(address(locked, "/settings/identities"));
  await press(tab.page, 'form[action="/settings/identities/chamber/unlink"]');
  assert.equal(await tab.page.locator(".session-list .badge-success").count(), 1);
  await tab.context.close();
});

test("a provider that is down is said to be down, with a way to try again", async () => {
  const shut = await start({ ...settings(provider), OPENID__PROVIDERS__CHAMBER__ISSUER: `http://127.0.0.1:${await freePort()}` });
  try {
    for (const language of ["ar", "en"]) {
      const tab = await open(browser, { language });
      await inspect(tab, shut, { name: "openid-unavailable", path: "/sign-in/openid/chamber", status: 503 });
      assert.equal(await tab.page.locator("h1").innerText(), WORDS[language].down);
      assert.ok(await tab.page.locator('main a[href^="/sign-in/openid/chamber"]').count());
      await tab.context.close();
    }
  } finally {
    await shut.stop();
  }
});

/** From the sign-in page to the provider, by its button. */
async function leave({ page, language }, site) {
  await page.goto(address(site, "/sign-in", language));
  const button = page.locator('main a[href^="/sign-in/openid/chamber"]');
  // Names are set apart by marks that nobody sees.
  assert.equal((await button.innerText()).replace(/[\u2068\u2069]/g, "").trim(), WORDS[language].button);
  await button.click();
  await page.waitForURL((url) => url.origin === provider.url);
}

/** What a person does at the provider: sign in, and agree where it asks. */
async function signInThere(page, who) {
  await page.locator('[name="login"]').fill(who);
  await page.locator('[name="password"]').fill("any");
  await page.locator('button[type="submit"]').click();
  const consent = page.locator('input[name="prompt"][value="consent"]');
  const back = page.waitForURL((url) => url.origin !== provider.url);
  await Promise.race([consent.waitFor({ state: "attached" }), back]);
  if (new URL(page.url()).origin === provider.url) await page.locator('button[type="submit"]').click();
  await back;
}

/** Sends a form of ours and waits for the page that follows. */
async function press(page, form) {
  await Promise.all([page.waitForEvent("load"), page.locator(form).locator("button").click()]);
}

function settings({ url }) {
  const one = "OPENID__PROVIDERS__CHAMBER__";
  return {
    [`${one}NAME_EN`]: "Chamber account",
    [`${one}NAME_AR`]: "حساب الغرفة",
    [`${one}ISSUER`]: url,
    [`${one}CLIENT_ID`]: "majlis",
    [`${one}CLIENT_SECRET`]: SECRET,
    [`${one}ALLOW_REGISTRATION`]: "true",
    SECURITY__STAFF_SECOND_FACTOR: "false",
  };
}

/** The provider, which knows `PEOPLE` and lets instances at these ports ask. Claims are told at its userinfo endpoint. */
async function startProvider(port, instances) {
  const url = `http://127.0.0.1:${port}`;
  const oidc = new Provider(url, {
    clients: [
      {
        client_id: "majlis",
        client_secret: SECRET,
        redirect_uris: instances.map((at) => `http://localhost:${at}/sign-in/openid/chamber/callback`),
      },
    ],
    claims: { profile: ["name", "preferred_username"], email: ["email", "email_verified"] },
    cookies: { keys: ["only for this test"] },
    pkce: { required: () => true },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...PEOPLE[sub] }) }),
  });
  const server = oidc.listen(port, "127.0.0.1");
  await once(server, "listening");
  const stop = () => new Promise((resolve) => (server.close(resolve), server.closeAllConnections()));
  return { url, stop };
}
