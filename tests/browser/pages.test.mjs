// Every page, in both languages: right direction, fits a phone, accessible in both themes, and a picture of each.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, open } from "./support/browser.mjs";
import { inspect } from "./support/checks.mjs";
import { first, second } from "./support/network.mjs";
import { findPlaces } from "./support/places.mjs";
import { signIn } from "./support/site.mjs";

const guest = undefined;
const member = first.members[0];
const { admin } = first;

/**
 * Each page: its name in pictures, who reads it, where it is, and, where it is not simply read, the status it answers with
 * and what is done on it before it is looked at.
 */
const PAGES = [
  ["landing", guest, () => "/"],
  ["forums", guest, () => "/forums"],
  ["forum", guest, ({ local }) => `/forums/${local}`],
  ["topic", guest, ({ settled }) => settled],
  ["profile", guest, () => `/@${member.user}`],
  ["tag", guest, ({ tag }) => `/tags/${tag}`],
  ["search", guest, () => "/search"],
  ["search-found", guest, () => "/search?q=%D8%A7%D9%84%D8%B5%D9%8A%D8%A7%D9%86%D8%A9"],
  ["search-narrowed", member, ({ local }) => `/search?q=energy&forum=${local}&type=replies`],
  ["search-none", member, () => "/search?q=zzzz-nothing&is=solved"],
  ["about", guest, () => "/about"],
  ["privacy", guest, () => "/privacy"],
  ["keep-account", guest, () => "/keep-account/an-old-link"],
  ["sign-in", guest, () => "/sign-in"],
  ["sign-in-passkey", guest, () => "/sign-in/passkey"],
  ["register", guest, () => "/register"],
  ["register-refused", guest, () => "/register", { act: refuseRegistration }],
  ["check-mail", guest, () => "/check-mail"],
  ["confirm-expired", guest, () => "/confirm/an-old-link"],
  ["forgot-password", guest, () => "/forgot-password"],
  ["reset-expired", guest, () => "/reset-password/an-old-link"],
  ["invitation-unknown", guest, () => "/invitations/an-old-link", { status: 404 }],
  ["bad-request", guest, () => "/oauth/authorize?client_id=nobody", { status: 400 }],
  ["not-found", guest, () => "/no-such-page", { status: 404 }],
  ["gone", guest, ({ gone }) => gone, { status: 410 }],
  ["design", guest, () => "/design"],

  ["home", member, () => "/home"],
  ["forums-discover", member, () => "/forums?show=discover"],
  ["forum-remote", member, ({ remote }) => `/forums/${remote}@${second.host}`],
  ["profile-remote", member, () => `/@${second.members[0].user}@${second.host}`],
  ["topic-member", member, ({ settled }) => settled],
  ["topic-extreme", member, ({ extreme }) => extreme],
  ["topic-remote", member, ({ away }) => away],
  ["composer", member, ({ local }) => `/forums/${local}/new`],
  ["composer-preview", member, ({ local }) => `/forums/${local}/new`, { act: preview }],
  ["edit", member, ({ extreme }) => extreme.replace("/topics/", "/posts/") + "/edit"],
  ["history", member, ({ extreme }) => extreme.replace("/topics/", "/posts/") + "/history"],
  ["questions", guest, () => "/questions?show=all"],
  ["questions-member", member, () => "/questions"],
  ["drafts", member, () => "/drafts"],
  ["bookmarks", member, () => "/bookmarks"],
  ["cases", guest, () => "/cases"],
  ["case-compare", guest, () => "/cases/compare?id=1"],
  ["case-searches", member, () => "/cases/searches?region=SA-04"],
  ["requests", guest, () => "/requests"],
  ["requests-member", member, () => "/requests?sort=people"],
  ["request-new", member, () => "/requests/new"],
  ["providers", member, () => "/providers"],
  ["messages", member, () => "/messages"],
  ["messages-requests", member, () => "/messages?folder=requests"],
  ["message-new", member, () => `/messages/new?to=${admin.user}`],
  ["settings-messages", member, () => "/settings/messages"],
  ["trainings-mine", member, () => "/trainings/mine"],
  ["certificate-unknown", guest, () => "/certificates/0123456789ABCDEF", { status: 404 }],
  ["forum-cases", guest, ({ local }) => `/forums/${local}/cases`],
  ["forum-trainings", guest, ({ local }) => `/forums/${local}/trainings`],
  ["trainings-import", admin, () => "/trainings/import"],
  ["settings-calendar", member, () => "/settings/calendar"],
  ["training-new", member, () => "/trainings/new"],
  ["cases-map", guest, () => "/cases?view=map"],
  ["cases-table", guest, () => "/cases?view=table"],
  ["region", guest, () => "/regions/SA-01"],
  ["sectors", member, () => "/sectors"],
  ["sector", guest, () => "/sectors/24"],
  ["tag-open", member, ({ tag }) => `/tags/${tag}?open=yes`],
  ["waiting", member, () => "/waiting"],
  ["report", member, ({ settled }) => settled.replace("/topics/", "/posts/") + "/report"],
  ["report-person", member, () => `/@${second.members[0].user}@${second.host}/report`],
  ["forum-log", member, ({ local }) => `/forums/${local}/log`],
  ["settings-watching", member, () => "/settings/watching"],
  ["delete", member, ({ extreme }) => extreme.replace("/topics/", "/posts/") + "/delete"],
  ["connect", member, () => "/connect"],
  ["connect-found", member, ({ remote }) => `/connect?address=!${remote}@${second.host}`],
  ["connect-person", member, () => `/connect?address=@${second.members[0].user}@${second.host}`],
  ["connect-refused", member, () => "/connect?address=nonsense", { status: 422 }],
  ["notifications", member, () => "/notifications"],
  ["notification-settings", member, () => "/settings/notifications"],
  ["people", member, () => "/people"],
  ["people-none", member, () => "/people?q=nobody"],
  ["organisations", member, () => "/organisations"],
  ["organisation", member, ({ organisation }) => organisation],
  ["organisation-new", member, () => "/organisations/new"],
  ["organisation-edit", member, ({ organisation }) => `${organisation}/edit`],
  ["organisation-invitations", member, ({ organisation }) => `${organisation}/invitations`],
  ["verification", member, () => "/verification"],
  ["settings-profile", member, () => "/settings/profile"],
  ["settings-password", member, () => "/settings/password"],
  ["settings-email", member, () => "/settings/email"],
  ["settings-apps", member, () => "/settings/apps"],
  ["undo-email", guest, () => "/undo-email/an-old-link"],
  ["settings-security", member, () => "/settings/security"],
  ["settings-security-app", member, () => "/settings/security/app"],
  ["settings-security-passkey", member, () => "/settings/security/passkeys"],
  ["settings-security-confirm", member, () => "/settings/security/confirm"],
  ["settings-sessions", member, () => "/settings/sessions"],
  ["settings-uploads", member, () => "/settings/uploads"],
  ["settings-privacy", member, () => "/settings/privacy"],
  ["delete-account", member, () => "/settings/privacy/delete"],
  ["privacy-accept", member, () => "/privacy/accept"],
  ["consent", member, ({ consent }) => consent],
  ["consent-code", member, ({ consent }) => consent, { act: agree }],
  ["forbidden", member, () => "/admin/forums", { status: 403 }],

  ["admin-forums", admin, () => "/admin/forums"],
  ["admin-forum-new", admin, () => "/admin/forums/new"],
  ["admin-forum-edit", admin, ({ local }) => `/admin/forums/${local}`],
  ["admin-federation", admin, () => "/admin/federation"],
  ["admin-taxonomy", admin, () => "/admin/taxonomy?kind=city"],
  ["admin-term-new", admin, () => "/admin/taxonomy/city/new"],
  ["admin-term-edit", admin, () => "/admin/taxonomy/sector/24"],
  ["admin-privacy", admin, () => "/admin/privacy"],
  ["admin-notice", admin, () => "/admin/privacy/notice"],
  ["admin-erasures", admin, () => "/admin/privacy/erasures"],
  ["admin-requests", admin, () => "/admin/privacy/requests"],
  ["admin-breaches", admin, () => "/admin/privacy/breaches"],
  ["admin-breach-new", admin, () => "/admin/privacy/breaches/new"],
  ["admin-processing", admin, () => "/admin/privacy/processing"],
  ["admin-processing-row", admin, () => "/admin/privacy/processing/1"],
  ["admin-retention", admin, () => "/admin/privacy/retention"],
  ["moderation", admin, () => "/moderation"],
  ["moderation-closed", admin, () => "/moderation?closed=yes"],
  ["moderation-held", admin, () => "/moderation/held"],
  ["moderation-log", admin, () => "/moderation/log"],
  ["moderation-words", admin, () => "/moderation/words"],
  ["forum-rules", admin, ({ local }) => `/forums/${local}/rules`],
  ["hide", admin, ({ settled }) => settled.replace("/topics/", "/posts/") + "/hide"],
  ["arrange", admin, ({ settled }) => settled.replace("/topics/", "/posts/") + "/arrange"],
  ["ban", admin, () => `/@${member.user}/ban`],
  ["admin-verification", admin, () => "/admin/verification"],
  ["admin-verification-list", admin, () => "/admin/verification/list"],
  ["admin-apps", admin, () => "/admin/apps"],
  ["admin-letters", admin, () => "/admin/letters"],
  ["admin-letters-sent", admin, () => "/admin/letters?state=sent"],
  ["admin-letter-previews", admin, () => "/admin/letters/preview"],
  ["admin-app-new", admin, () => "/admin/apps/new"],
];

let browser;
let places;
before(async () => {
  browser = await launch();
  places = await findPlaces(browser);
});
after(() => browser?.close());

// Two tracks, one for each core of a small machine. One account is never in both: its language would change underfoot.
describe("pages", { concurrency: 2 }, () => {
  describe("of guests and admins", { concurrency: 1 }, () => {
    for (const language of ["ar", "en"]) for (const reader of [guest, admin]) pages(language, reader);
  });
  describe("of members", { concurrency: 1 }, () => {
    for (const language of ["ar", "en"]) pages(language, member);
  });
});

function pages(language, reader) {
  describe(`${language}, ${reader?.user ?? "guest"}`, { concurrency: 1 }, () => {
    let tab;
    before(async () => {
      tab = await open(browser, { language });
      if (reader) await signIn(tab.page, first, reader);
    });
    after(() => tab?.context.close());

    for (const [name, readBy, path, { status, act } = {}] of PAGES) {
      if (readBy === reader) test(name, () => inspect(tab, first, { name, path: path(places), status, act }));
    }
  });
}

async function refuseRegistration(page) {
  const form = page.locator('form:has(input[name="username"])');
  await form.evaluate((element) => (element.noValidate = true));
  await form.locator('[name="display_name"]').fill("عبدالرحمن بن عبدالعزيز الشهراني");
  await form.locator('[name="username"]').fill("with a space");
  await form.locator('[name="email"]').fill("nobody at all");
  await form.locator("button").click();
  await page.locator(".error-summary").waitFor();
}

async function preview(page) {
  await page.locator('[name="body"]').fill("**Vibration** rises before temperature:\n\n- 2.8 mm/s\n- 4.5 mm/s\n\n> ISO 20816-3");
  await page.locator('button[value="preview"]').click();
  await page.locator("[data-preview] strong").waitFor();
  // Left behind without a question: nothing of it is to be kept.
  await page.locator('[name="body"]').evaluate((area) => (area.defaultValue = area.value));
}

async function agree(page) {
  await page.locator('button[value="allow"]').click();
  await page.locator(".oauth-code").waitFor();
}

test("the first stop of the keyboard is the way past the header", async () => {
  const { page, context } = await open(browser, { language: "ar" });
  await page.goto(first.url);
  await page.keyboard.press("Tab");
  const target = await page.evaluate(() => document.activeElement.getAttribute("href"));
  assert.ok(target?.startsWith("#"), `the first stop is ${target}`);
  assert.ok(await page.locator(target).count(), `${target} is on the page`);
  await context.close();
});
