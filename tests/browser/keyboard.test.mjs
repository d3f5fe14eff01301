// The main job without a mouse: every stop of Tab can be seen, and Enter does the rest.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SIZES, address, launch, open } from "./support/browser.mjs";
import { typeInto, walkTo } from "./support/keyboard.mjs";
import { first } from "./support/network.mjs";
import { acceptedAnswer, post } from "./support/site.mjs";

const [forum] = first.forums;
const [asker, answerer] = first.members;

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

for (const { language, width } of [{ language: "ar", width: "wide" }, { language: "en", width: "phone" }]) {
  test(`a question is asked, answered and settled by keyboard alone (${language}, ${width})`, async () => {
    const settings = { language, size: SIZES[width] };
    const [one, other] = [await open(browser, settings), await open(browser, settings)];
    for (const [tab, person] of [[one, asker], [other, answerer]]) await signIn(tab.page, person, language);

    await one.page.goto(address(first, `/forums/${forum}`));
    await press(one.page, `main a[href$="/forums/${forum}/new"]`);
    await typeInto(one.page, '[name="title"]', "Which torque for M12 anchor bolts on a pump base?");
    await typeInto(one.page, '[name="body"]', "Grade 8.8, cured grout, **no** gasket.");
    await press(one.page, 'main button[value="publish"]');
    assert.match(one.page.url(), /\/topics\/\d+/);

    const answer = "75 N·m dry, in three rounds and crosswise; check again after one day of running.";
    await other.page.goto(one.page.url());
    await typeInto(other.page, "#answer textarea", answer);
    await press(other.page, '#answer button[value="publish"]');
    await post(other.page, answer).waitFor();

    await one.page.reload();
    await press(one.page, 'form[action$="/accept"] button');
    await acceptedAnswer(one.page, answer).waitFor();
    for (const { context } of [one, other]) await context.close();
  });
}

async function signIn(page, person, language) {
  await page.goto(address(first, "/sign-in", language));
  await typeInto(page, '[name="email"]', person.email);
  await typeInto(page, '[name="password"]', person.password);
  await Promise.all([page.waitForURL((url) => url.pathname !== "/sign-in"), page.keyboard.press("Enter")]);
}

/** Walks to what `selector` finds, presses Enter and waits for the page that follows. */
async function press(page, selector) {
  await walkTo(page, selector);
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
}
