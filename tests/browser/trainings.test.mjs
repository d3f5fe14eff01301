// Trainings: offered by keyboard alone through every step, kept and asked about by somebody else, moved, and called off; with
// script and without it, in both languages. And every page of them, looked at.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { SIZES, address, launch, open } from "./support/browser.mjs";
import { assertNoComplaints, axe, inspect } from "./support/checks.mjs";
import { typeInto, walkTo } from "./support/keyboard.mjs";
import { first } from "./support/network.mjs";
import { SEND, reply, sees, signIn } from "./support/site.mjs";

const person = (user) => [first.admin, ...first.members].find((member) => member.user === user);
const [author, reader] = [person("bilal"), person("reem")];
const STEPS = ["basics", "programme", "time", "place", "people", "seats", "preview"];
const WORDS = {
  ar: {
    title: "أساسيات المحاذاة بالليزر لفنيي الصيانة",
    programme: "1. لماذا تتلف الوصلات\n2. القياس بالليزر على مضخة حقيقية\n3. كتابة تقرير يفهمه الجميع",
    venue: "ورشة كابلات نجد",
    locality: "الرياض",
    price: "٢٥٠",
    seats: "١٢",
    shown: ["ورشة كابلات نجد", "250 ريال", "بقي 12 مقعدًا", "3 ساعات"],
    moved: "القاعة الخامسة",
    reason: "المدرّب مريض، ونبحث عن موعد آخر.",
    off: "أُلغيت الدورة",
    question: "هل نحضر أدواتنا؟",
    told: "غيّر",
  },
  en: {
    title: "Laser alignment for maintenance technicians",
    programme: "1. Why couplings fail\n2. Measuring with a laser on a real pump\n3. A report that everybody understands",
    venue: "Najd Cables workshop",
    locality: "Riyadh",
    price: "250",
    seats: "12",
    shown: ["Najd Cables workshop", "250 SAR", "12 seats are left", "3 hours"],
    moved: "Hall five",
    reason: "The trainer is ill; we look for another day.",
    off: "Cancelled.",
    question: "Do we bring our own tools?",
    told: "changed the day, hour or place",
  },
};

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** A day so many weeks from now, as a field takes it; it falls on no weekend that matters to the form. */
function day(weeks, hour) {
  const at = new Date(Date.now() + weeks * 7 * 86_400_000);
  return `${at.toISOString().slice(0, 10)}T${hour}:00`;
}

for (const { language, width } of [{ language: "ar", width: "wide" }, { language: "en", width: "phone" }]) {
  const how = `${language}, ${width}`;
  const words = { ...WORDS[language], title: `${WORDS[language].title} (${how})` };
  const enter = async (who, script = true) => {
    const tab = await open(browser, { language, size: SIZES[width], script });
    await signIn(tab.page, first, who);
    return tab;
  };
  let path;

  test(`one is offered by keyboard alone, through every step (${how})`, async () => {
    const { page, context, complaints } = await enter(author);
    await begin(page, language, words.title, press);
    await pick(page, '[name="forum"]', 1);
    await goOn(page, "programme");
    await typeInto(page, '[name="programme"]', words.programme);
    await goOn(page, "time");
    for (const [name, hour] of [["starts", "09"], ["ends", "12"]]) {
      await walkTo(page, `[name="${name}"]`);
      await page.locator(`[name="${name}"]`).fill(day(3, hour));
    }
    await goOn(page, "place");
    await typeInto(page, '[name="venue"]', words.venue);
    await typeInto(page, '[name="locality"]', words.locality);
    await typeInto(page, '[name="directions"]', "Gate 3");
    await goOn(page, "people");
    await typeInto(page, '[name="price"]', words.price);
    await goOn(page, "seats");
    await typeInto(page, '[name="capacity"]', words.seats);
    await goOn(page, "preview");
    assert.ok(await sees(page.locator(".training-essentials")), "it is shown before it is published");
    await axe(page);
    await press(page, 'button[value="publish"]');
    assert.match(page.url(), /\/trainings\/\d+/);
    path = new URL(page.url()).pathname;
    const article = (await page.locator(".training-article").innerText()).replace(/[\u2068\u2069]/g, "");
    for (const shown of words.shown) assert.ok(article.includes(shown), `${shown} in ${article}`);
    const tab = { page, language, complaints };
    await inspect(tab, first, { name: "training-author", path });
    for (const what of ["cancel", "materials"]) await inspect(tab, first, { name: `training-${what}`, path: `${path}/${what}` });
    await context.close();
  });

  test(`who keeps it hears that it moved, and asks about it (${how})`, async () => {
    const { page, context, complaints } = await enter(reader);
    await page.goto(address(first, path, language));
    assert.equal(await sees(page.getByText("Gate 3")), false, "directions are for those with a seat");
    await press(page, 'form[action$="/bookmark"] button');
    await page.goto(address(first, path, language));
    await typeInto(page, "#answer textarea", words.question);
    await press(page, '#answer button[value="publish"]');

    const own = await enter(author, false);
    await own.page.goto(address(first, path, language));
    await click(own.page, 'form[action$="/edit"] button');
    await own.page.goto(own.page.url().replace(/\/basics.*/, "/place"));
    await own.page.locator('[name="venue"]').fill(words.moved);
    await click(own.page, 'button[value="next"]');
    await own.page.goto(own.page.url().replace(/\/people.*/, "/preview"));
    await click(own.page, 'button[value="publish"]');
    assert.ok(await sees(own.page.getByText(words.moved)));
    await own.context.close();

    await page.goto(address(first, "/notifications", language));
    assert.ok(await sees(page.getByText(words.told).first()), "it is told");
    await axe(page);
    assertNoComplaints(complaints);
    await context.close();
  });

  test(`one is called off for a reason, and may still be answered (${how})`, async () => {
    const { page, context } = await enter(author, false);
    await page.goto(address(first, path, language));
    await click(page, 'a[href$="/cancel"]');
    await page.locator('[name="reason"]').fill(words.reason);
    await click(page, `form.card ${SEND}`);
    assert.ok(await sees(page.locator(".banner-danger").filter({ hasText: words.reason })));
    assert.ok((await page.locator(".banner-danger").innerText()).includes(words.off));
    await reply(page, words.question);
    await context.close();
  });
}

describe("pages of trainings", { concurrency: 1 }, () => {
  for (const language of ["ar", "en"]) {
    test(`of authors (${language})`, async () => {
      const tab = await open(browser, { language });
      await signIn(tab.page, first, author);
      await inspect(tab, first, { name: "training-new", path: "/trainings/new" });
      await begin(tab.page, language, WORDS[language].title, click);
      const draft = new URL(tab.page.url()).pathname.replace(/\/basics$/, "");
      for (const step of STEPS) await inspect(tab, first, { name: `training-${step}`, path: `${draft}/${step}` });
      await tab.page.goto(address(first, `${draft}/basics`, language));
      await tab.page.locator(".case-discard > summary").click();
      await click(tab.page, ".case-discard button");
      await tab.context.close();
    });
  }
});

/** Begins one and ends at its first step. */
async function begin(page, language, title, send) {
  await page.goto(address(first, "/trainings/new", language));
  await (send === press ? typeInto(page, '[name="title"]', title) : page.locator('[name="title"]').fill(title));
  await send(page, `form.card ${SEND}`);
  assert.match(page.url(), /\/drafts\/\d+\/basics/);
}

/** Keeps a step and goes on to the one called `next`. */
async function goOn(page, next) {
  await press(page, 'button[value="next"]');
  assert.match(page.url(), new RegExp(`/drafts/\\d+/${next}`));
}

/** Walks to a list and takes the choice so many down. */
async function pick(page, selector, down) {
  await walkTo(page, selector);
  for (let step = 0; step < down; step += 1) await page.keyboard.press("ArrowDown");
}

/** Walks to what `selector` finds, presses Enter and waits for the page that follows. */
async function press(page, selector) {
  await walkTo(page, selector);
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
}

/** Clicks what `selector` finds and waits for the page that follows. */
async function click(page, selector) {
  await Promise.all([page.waitForEvent("load"), page.locator(selector).first().click()]);
}
