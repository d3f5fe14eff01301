// openid-client, certified by the OpenID Foundation, signs in with an instance as its provider: discovery, an authorisation code
// with PKCE, an id_token verified with the published keys, userinfo.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as client from "openid-client";
import { Browser, forms, unescape } from "./support/browser.mjs";
import { first, reader } from "./support/network.mjs";
import { authorize } from "./support/oauth.mjs";

const REDIRECT = "http://127.0.0.1:9/back";
const isBack = (address) => address.href.startsWith(REDIRECT);

let tool;
let trusted;
before(async () => {
  tool = await register("Wiki", {});
  trusted = await register("Booking", { trusted: "yes" });
});

test("a tool learns who signed in, and the statement is signed", async () => {
  for (const auth of [client.ClientSecretBasic, client.ClientSecretPost]) {
    const config = await discover(tool, auth(tool.secret));
    const { url, checks } = await request(config, { scope: "openid profile email", prompt: "consent" });
    const tokens = await client.authorizationCodeGrant(config, await comeBack(url), checks);
    const claims = tokens.claims();
    assert.equal(claims.iss, new URL(first.url).origin);
    assert.equal(claims.aud, tool.id);
    assert.ok(Math.abs(claims.auth_time - Date.now() / 1000) < 120);
    assert.ok(tokens.expiresIn() > 0);

    const info = await client.fetchUserInfo(config, tokens.access_token, claims.sub);
    assert.equal(info.preferred_username, reader.user);
    assert.equal(info.name, reader.name);
    assert.equal(info.email_verified, true);
    assert.ok(info.email.includes("@"));
    assert.deepEqual(Object.keys(info).sort(), ["email", "email_verified", "locale", "name", "preferred_username", "profile", "sub"]);

    await client.tokenRevocation(config, tokens.access_token);
    await assert.rejects(client.fetchUserInfo(config, tokens.access_token, claims.sub));
  }
});

test("what was not asked for is not told", async () => {
  const config = await discover(tool, client.ClientSecretPost(tool.secret));
  const { url, checks } = await request(config, { scope: "openid", prompt: "consent" });
  const tokens = await client.authorizationCodeGrant(config, await comeBack(url), checks);
  const info = await client.fetchUserInfo(config, tokens.access_token, tokens.claims().sub);
  assert.deepEqual(Object.keys(info), ["sub"]);
});

test("a code is worth nothing without its verifier or with another nonce", async () => {
  const config = await discover(tool, client.ClientSecretPost(tool.secret));
  for (const wrong of [{ pkceCodeVerifier: client.randomPKCECodeVerifier() }, { expectedNonce: client.randomNonce() }]) {
    const { url, checks } = await request(config, { scope: "openid", prompt: "consent" });
    await assert.rejects(client.authorizationCodeGrant(config, await comeBack(url), { ...checks, ...wrong }));
  }
});

test("a trusted tool is signed in to by signing in, without a question", async () => {
  const config = await discover(trusted, client.ClientSecretPost(trusted.secret));
  const { url, checks } = await request(config, { scope: "openid email" });
  const browser = new Browser();
  const page = await signIn(browser, url, reader);
  assert.equal(forms(page).find(({ action }) => action.pathname === "/oauth/authorize"), undefined, "nothing is asked");
  const tokens = await client.authorizationCodeGrant(config, page.address, checks);
  assert.equal(tokens.claims().aud, trusted.id);

  // Signed in now, the person goes through without seeing a page.
  const silent = await request(config, { scope: "openid", prompt: "none" });
  const { address } = await browser.open(silent.url, { stopAt: isBack });
  const again = await client.authorizationCodeGrant(config, address, silent.checks);
  assert.equal(again.claims().sub, tokens.claims().sub);
  const stranger = await new Browser().open(silent.url, { stopAt: isBack });
  await assert.rejects(client.authorizationCodeGrant(config, stranger.address, silent.checks), { error: "login_required" });
});

function discover({ id, secret }, auth) {
  return client.discovery(new URL(first.url), id, secret, auth, { execute: [client.allowInsecureRequests] });
}

/** An authorisation request, and what its answer is checked against. */
async function request(config, parameters) {
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const [expectedState, expectedNonce] = [client.randomState(), client.randomNonce()];
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: "S256",
    state: expectedState,
    nonce: expectedNonce,
    ...parameters,
  });
  return { url, checks: { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true } };
}

/** The address to which the browser of a member who agrees is sent back. */
async function comeBack(url) {
  const { address } = await authorize(url, reader, REDIRECT);
  return address;
}

/** Registers a tool as an admin does, and answers its name and secret. */
async function register(name, fields) {
  const browser = new Browser();
  const page = await signIn(browser, new URL("/admin/apps/new", first.url), first.admin);
  const form = forms(page).find(({ action }) => action.pathname === "/admin/apps/new");
  assert.ok(form, `the form of a new tool, not ${page.status} at ${page.address}`);
  const made = await browser.open(form.action, {
    form: { ...form.fields, name, redirect_uris: REDIRECT, kind: "tool", ...fields },
  });
  const value = (id) => {
    const input = made.html.match(new RegExp(`<input\\b[^>]*\\bid="${id}"[^>]*>`))?.[0] ?? "";
    return unescape(input.match(/\bvalue="([^"]*)"/)?.[1] ?? "");
  };
  const tool = { id: value("client_id"), secret: value("client_secret") };
  assert.ok(tool.id && tool.secret, made.html.slice(0, 2_000));
  return tool;
}

async function signIn(browser, url, user) {
  let page = await browser.open(url, { stopAt: isBack });
  const form = forms(page).find(({ fields }) => "password" in fields);
  assert.ok(form, `a guest is sent to sign in, not to ${page.address}`);
  page = await browser.open(form.action, {
    form: { ...form.fields, email: user.email ?? user.user, password: user.password, ...form.buttons[0] },
    stopAt: isBack,
  });
  // A page that leads on by itself, as browsers follow it.
  const next = page.html.match(/<meta http-equiv="refresh" content="0;url=([^"]*)">/)?.[1];
  return next ? { ...page, address: new URL(unescape(next)) } : page;
}
