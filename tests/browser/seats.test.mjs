// Seats of trainings, from the offer to the code in the room: one seat, two who want it, a waiting list that moves by itself. With
// script and without it, in both languages, on a phone and on a wide screen. And every page of them, looked at.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SIZES, address, launch, open } from "./support/browser.mjs";
import { assertNoComplaints, axe, inspect } from "./support/checks.mjs";
import { first } from "./support/network.mjs";
import { sees, signIn } from "./support/site.mjs";

const person = (user) => [first.admin, ...first.members].find((member) => member.user === user);
const [organiser, quick, late] = [person("bilal"), person("reem"), person("daniel")];
const WORDS = {
  ar: {
    title: "قراءة مخططات السلم وكشف الأعطال",
    programme: "١. المداخل والمخارج\n٢. مخططات السلم\n٣. كشف الأعطال",
    venue: "قاعة التدريب، مبنى الغرفة",
  },
  en: {
    title: "Reading ladder diagrams and finding faults",
    programme: "1. Inputs and outputs\n2. Ladder diagrams\n3. Finding faults",
    venue: "Training hall of the chamber",
  },
};

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

for (const [language, width, script] of [["ar", "phone", true], ["en", "wide", false]]) {
  const how = `${language}, ${width}, ${script ? "with" : "without"} script`;
  const words = { ...WORDS[language], title: `${WORDS[language].title} (${how})` };
  const enter = async (who, isScripted = script) => {
    const tab = await open(browser, { language, size: SIZES[width], script: isScripted });
    await signIn(tab.page, first, who);
    return tab;
  };

  test(`one seat goes from hand to hand (${how})`, async () => {
    const tabs = { organiser: await enter(organiser), quick: await enter(quick), late: await enter(late) };
    const path = await offer(tabs.organiser.page, language, words);
    const seat = `${path}/seat`;

    await tabs.quick.page.goto(address(first, seat, language));
    await take(tabs.quick.page);
    assert.ok(await sees(tabs.quick.page.locator('a[href="https://meet.example/ladder"]')), "who has a seat knows where to meet");
    await tabs.late.page.goto(address(first, seat, language));
    assert.equal(await sees(tabs.late.page.locator('a[href="https://meet.example/ladder"]')), false);
    await take(tabs.late.page);
    assert.ok(await sees(tabs.late.page.locator(".seats-mine")), "the second one waits");
    assert.equal(await sees(tabs.late.page.locator('a[href="https://meet.example/ladder"]')), false);
    if (script) await axe(tabs.late.page);

    // Less than a day before it begins, the seat goes to the next at once.
    await press(tabs.quick.page, '.seats-form button[value="leave"]');
    await tabs.late.page.goto(address(first, "/notifications", language));
    assert.ok(await sees(tabs.late.page.locator(".notice").filter({ hasText: words.title }).first()), "and they are told");
    await tabs.late.page.goto(address(first, seat, language));
    assert.ok(await sees(tabs.late.page.locator('a[href="https://meet.example/ladder"]')));

    // In the room.
    await tabs.organiser.page.goto(address(first, `${path}/code`, language));
    await press(tabs.organiser.page, "main form button");
    const code = await tabs.organiser.page.locator(".room-code-letters").innerText();
    await tabs.late.page.goto(address(first, `${path}/attend`, language));
    await tabs.late.page.locator('[name="code"]').fill("AAAAAA");
    await press(tabs.late.page, "main form button");
    assert.ok(await sees(tabs.late.page.locator(".error-summary")), "another code is not taken");
    await tabs.late.page.locator('[name="code"]').fill(code.toLowerCase());
    await press(tabs.late.page, "main form button");
    assert.ok(await sees(tabs.late.page.locator(".seats-mine .badge-brand")));

    await tabs.organiser.page.goto(address(first, `${path}/seats`, language));
    const pressed = tabs.organiser.page.locator('.seat-line button[aria-pressed="true"]');
    assert.equal(await pressed.count(), 1, "the organiser sees who was there");
    for (const tab of Object.values(tabs)) {
      assertNoComplaints(tab.complaints);
      await tab.context.close();
    }
  });

  test(`every page of seats is as it should be (${how})`, async () => {
    // What looks at a page for faults is a script itself.
    const tab = await enter(organiser, true);
    const path = await offer(tab.page, language, { ...words, title: `${words.title} 2` });
    const pages = ["seat", "seats", "seats/list", "colleagues", "code", "attend", "evaluation", "results"];
    for (const name of pages) await inspect(tab, first, { name: `training-${name.replace("/", "-")}`, path: `${path}/${name}` });
    await inspect(tab, first, { name: "trainings-mine", path: "/trainings/mine" });
    await tab.context.close();
  });
}

/** Offers a training of one seat that begins in a quarter of an hour; gives its path. */
async function offer(page, language, words) {
  const local = (minutes) => {
    const riyadh = new Date(Date.now() + (180 + minutes) * 60_000);
    return riyadh.toISOString().slice(0, 16);
  };
  const typed = {
    programme: words.programme,
    starts: local(15),
    ends: local(135),
    venue: words.venue,
    online_link: "https://meet.example/ladder",
    capacity: "1",
  };
  await page.goto(address(first, "/trainings/new", language));
  await page.locator('main [name="title"]').fill(words.title);
  await press(page, "main form .composer-foot button");
  while (!page.url().includes("/preview")) {
    const forum = page.locator('select[name="forum"]');
    if (await forum.count()) await forum.selectOption(first.forums[0]);
    for (const [name, value] of Object.entries(typed)) {
      const field = page.locator(`main [name="${name}"]`);
      if (await field.count()) await field.fill(value);
    }
    const list = page.locator('main [name="waiting_list"]');
    if (await list.count()) await list.check();
    const before = page.url();
    await press(page, 'button[name="intent"][value="next"]');
    assert.notEqual(page.url(), before, `${before} is in order`);
  }
  await press(page, 'button[name="intent"][value="publish"]');
  const path = new URL(page.url()).pathname;
  assert.match(path, /^\/trainings\/\d+$/);
  return path;
}

async function take(page) {
  await press(page, '.seats-form button[value="join"]');
}

async function press(page, selector) {
  await Promise.all([page.waitForEvent("load"), page.locator(selector).first().click()]);
}
