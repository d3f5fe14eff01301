// Case studies after they are published: somebody did it too, two stand side by side, one goes on paper. In both languages, with
// and without script.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SIZES, address, launch, open } from "./support/browser.mjs";
import { assertNoComplaints, axe, shot, wellFormed } from "./support/checks.mjs";
import { first } from "./support/network.mjs";
import { SEND, signIn } from "./support/site.mjs";

const [forum] = first.forums;
const WORDS = {
  en: {
    titles: ["Compressed air leaks down by 30%", "Bearing failures seen a week ahead"],
    problem: "The compressors ran all night although nobody worked.",
    solution: "We walked the lines with an ultrasonic probe and closed what we found.",
    story: "The same in our plant: eleven leaks in the first week.",
    adapted: "A rented probe, and the night shift did it.",
  },
  ar: {
    titles: ["خفض تسرب الهواء المضغوط 30%", "اكتشاف أعطال المحامل قبل أسبوع"],
    problem: "كانت الضواغط تعمل طوال الليل ولا أحد في المصنع.",
    solution: "مشينا على الخطوط بمجس فوق صوتي وأغلقنا كل تسرب وجدناه.",
    story: "جرى الأمر نفسه في مصنعنا: أحد عشر تسربًا في الأسبوع الأول.",
    adapted: "استأجرنا المجس ونفّذ العمل فريق الوردية الليلية.",
  },
};

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** Publishes a case study step by step and answers its path. */
async function publish(page, language, title, { problem, solution }, payback) {
  const next = () => page.locator('form.composer button[value="next"]').click();
  const fill = (name, value) => page.locator(`form.composer [name="${name}"]`).first().fill(value);
  await page.goto(address(first, "/cases/new", language));
  const begin = page.locator('form:has([name="title"])');
  await begin.locator('[name="title"]').fill(title);
  await begin.locator(SEND).click();
  await page.waitForURL(/\/edit\/basics/);
  await page.locator('form.composer select[name="forum"]').selectOption(forum);
  await page.locator('form.composer select[name="sector"]').selectOption({ index: 1 });
  await next();
  await page.waitForURL(/\/edit\/story/);
  await fill("problem", problem);
  await fill("solution", solution);
  await next();
  await page.waitForURL(/\/edit\/means/);
  await fill("payback", payback);
  await next();
  await page.waitForURL(/\/edit\/results/);
  await fill("metric_name", "kWh");
  await fill("metric_before", "140");
  await fill("metric_after", "98");
  await next();
  await page.waitForURL(/\/edit\/place/);
  await page.locator('form.composer select[name="region"]').selectOption("SA-04");
  await next();
  await page.waitForURL(/\/edit\/files/);
  await next();
  await page.waitForURL(/\/edit\/preview/);
  await page.locator('button[value="publish"]').first().click();
  await page.waitForURL(/\/cases\/\d+$/);
  return new URL(page.url()).pathname;
}

for (const { language, script, width } of [
  { language: "ar", script: false, width: "phone" },
  { language: "ar", script: true, width: "wide" },
  { language: "en", script: false, width: "wide" },
  { language: "en", script: true, width: "phone" },
]) {
  const how = `${language}-${script ? "script" : "no-script"}-${width}`;
  const words = WORDS[language];
  const enter = async (person) => {
    const tab = await open(browser, { language, script, size: SIZES[width] });
    if (person) await signIn(tab.page, first, person);
    return tab;
  };
  const look = async (page, name) => {
    await wellFormed(page, language);
    if (script) await axe(page);
    await shot(page, `${name}-${how}`);
  };

  test(`somebody did it too, it is compared, and it goes on paper (${how})`, async () => {
    const author = await enter(first.admin);
    const paths = [];
    for (const [n, title] of words.titles.entries()) {
      paths.push(await publish(author.page, language, `${title} (${how})`, words, n === 0 ? "6" : "14"));
    }
    const [path] = paths;
    await author.context.close();

    const reader = await enter(first.members[0]);
    const { page } = reader;
    await page.goto(address(first, path, language));
    await page.locator(`a[href="${path}/replicate"]`).click();
    await page.locator('textarea[name="story"]').fill(words.story);
    await page.locator('textarea[name="adapted"]').fill(words.adapted);
    await page.locator('[name="payback"]').fill(language === "ar" ? "سنة" : "a year");
    await page.locator('form:has([name="story"])').locator(SEND).click();
    await page.locator(".error-summary").waitFor();
    assert.equal(await page.locator('textarea[name="story"]').inputValue(), words.story, "what was typed stays");
    await look(page, "case-replicate-refused");
    await page.locator('input[name="result"][value="better"]').check({ force: true });
    await page.locator('[name="payback"]').fill("٧");
    await page.locator('select[name="region"]').selectOption("SA-04");
    await page.locator('input[name="open"]').check({ force: true });
    await page.locator('form:has([name="story"])').locator(SEND).click();
    await page.waitForURL(/\/cases\/\d+/);
    assert.equal(await page.locator("#replications .replication").count(), 1);
    await look(page, "case-replicated");
    assertNoComplaints(reader.complaints);
    await reader.context.close();

    const guest = await enter();
    await guest.page.goto(address(first, "/cases", language));
    await look(guest.page, "case-library");
    for (const each of paths) {
      const id = each.split("/").pop();
      await guest.page.locator(`input[name="id"][value="${id}"]`).check({ force: true });
    }
    await guest.page.locator('form#compare button').click();
    await guest.page.waitForURL(/\/cases\/compare\?/);
    assert.equal(await guest.page.locator(".compare thead a").count(), 2);
    assert.ok((await guest.page.locator(".compare-differs").count()) >= 1);
    await look(guest.page, "case-compare");

    await guest.page.goto(address(first, `${path}/sheet`, language));
    await look(guest.page, "case-sheet");
    await guest.page.emulateMedia({ media: "print" });
    assert.equal(await guest.page.locator(".site-header").isVisible(), false);
    assert.equal(await guest.page.locator(".print-sheet .sheet-code").isVisible(), true);
    await shot(guest.page, `case-sheet-printed-${how}`);
    const pdf = await guest.page.pdf({ format: "A4", margin: { top: "12mm", bottom: "12mm", left: "12mm", right: "12mm" } });
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g)?.length;
    assert.equal(pages, 1, "it fits on one sheet");
    assertNoComplaints(guest.complaints);
    await guest.context.close();
  });

  test(`a search is kept and given up (${how})`, async () => {
    const { page, context, complaints } = await enter(first.members[0]);
    await page.goto(address(first, "/cases?region=SA-04", language));
    await page.locator('a[href="/cases/searches?region=SA-04"]').click();
    await page.locator('form:has([name="query"]) [name="name"]').fill(`SA-04 ${how}`);
    await page.locator('form:has([name="query"])').locator(SEND).click();
    const kept = page.locator(".saved-search").filter({ hasText: `SA-04 ${how}` });
    await kept.waitFor();
    await look(page, "case-searches");
    await kept.locator("details > summary").click();
    await kept.locator('form[action$="/delete"] button').click();
    await kept.waitFor({ state: "detached" });
    assertNoComplaints(complaints);
    await context.close();
  });
}
