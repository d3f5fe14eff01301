// What a person does when an app sends them to the authorisation page: sign in, read, agree.
import assert from "node:assert/strict";
import { Browser, forms, unescape } from "./browser.mjs";

/**
 * Follows an app's authorisation address as `user` and answers the code that the app gets, either from the address the
 * browser is sent back to, `redirectUri`, or, without one, from the page that shows it.
 */
export async function authorize(url, user, redirectUri) {
  const browser = new Browser();
  const stopAt = redirectUri ? (address) => address.href.startsWith(redirectUri) : undefined;

  let page = await browser.open(url, { stopAt });
  const signIn = forms(page).find((form) => "password" in form.fields);
  assert.ok(signIn, `a guest is sent to sign in, not to ${page.address}:\n${page.html.slice(0, 500)}`);
  page = await browser.open(signIn.action, {
    form: { ...signIn.fields, email: user.email ?? user.user, password: user.password, ...signIn.buttons[0] },
    stopAt,
  });

  const consent = forms(page).find((form) => form.method === "post" && form.action.pathname.startsWith("/oauth/authorize"));
  assert.ok(consent, `after signing in the app asks for consent, not ${page.status} at ${page.address}`);
  page = await browser.open(consent.action, { form: { ...consent.fields, ...consent.buttons[0] }, stopAt });

  const code = redirectUri ? page.address.searchParams.get("code") : shownCode(page);
  assert.ok(code, `no code at ${page.address}`);
  return { code, state: page.address.searchParams.get("state"), address: page.address };
}

function shownCode({ html, address }) {
  const field = html.match(/<input\b[^>]*\boauth-code\b[^>]*>/i)?.[0] ?? "";
  return unescape(field.match(/\bvalue="([^"]*)"/i)?.[1] ?? "") || address.searchParams.get("code");
}
