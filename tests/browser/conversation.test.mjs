// The main job: a question asked on one instance, answered on another, and settled where it was asked.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SIZES, address, eventually, launch, open } from "./support/browser.mjs";
import { axe, shot, wellFormed } from "./support/checks.mjs";
import { first, second } from "./support/network.mjs";
import { accept, acceptedAnswer, ask, followedForum, openTopic, post, reply, sees, signIn } from "./support/site.mjs";

const WORDS = {
  en: {
    title: "Which vibration limit do you use for 15 kW pump motors?",
    body: "Our bearing temperature rises **before** the vibration alarm. We follow ISO 20816 zone C, 4.5 mm/s.",
    answer: "We alarm at 2.8 mm/s and trend the envelope; it gave us nine days of warning last March.",
  },
  ar: {
    title: "ما حد الاهتزاز المناسب لمحركات المضخات بقدرة 15 كيلوواط؟",
    body: "ترتفع حرارة المحمل لدينا **قبل** إنذار الاهتزاز، ونعتمد المنطقة C من ISO 20816 عند 4.5 مم/ث.",
    answer: "نضبط الإنذار عند 2.8 مم/ث ونتابع منحنى الغلاف، وقد منحنا ذلك مهلة تسعة أيام في مارس الماضي.",
  },
};

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

for (const { language, script, width } of [
  { language: "ar", script: true, width: "phone" },
  { language: "ar", script: false, width: "wide" },
  { language: "en", script: true, width: "wide" },
  { language: "en", script: false, width: "phone" },
]) {
  const how = `${language}-${script ? "script" : "no-script"}-${width}`;

  test(`a question is asked, answered on the other instance, and settled (${how})`, async () => {
    const settings = { language, script, size: SIZES[width] };
    const asker = await open(browser, settings);
    const answerer = await open(browser, settings);
    // Each run has a topic of its own in the same forum.
    const words = { ...WORDS[language], title: `${WORDS[language].title} (${how})` };

    await signIn(asker.page, first, first.members[0]);
    await signIn(answerer.page, second, second.members[0]);
    const forum = await followedForum(answerer.page, second, first);

    const topic = await ask(asker.page, first, forum, { ...words, language });
    await wellFormed(asker.page, language);

    await answerer.page.goto(address(second, `/forums/${forum}@${first.host}`, language));
    await eventually(answerer.page, "the question on the other instance", (page) => sees(page.getByText(words.title)));
    await openTopic(answerer.page, words.title);
    assert.ok(await sees(answerer.page.locator("strong").first()), "Markdown reaches the other instance rendered");
    await reply(answerer.page, words.answer);

    await asker.page.goto(address(first, topic, language));
    await eventually(asker.page, "the answer where it was asked", (page) => sees(post(page, words.answer)));
    await accept(asker.page, words.answer);
    await shot(asker.page, `conversation-asker-${how}`);

    await eventually(answerer.page, "the best answer on the other instance", (page) => sees(acceptedAnswer(page, words.answer)));
    await wellFormed(answerer.page, language);
    // axe is itself script, so it looks at the same pages where there is some.
    if (script) await axe(answerer.page);
    await shot(answerer.page, `conversation-answerer-${how}`);

    assert.deepEqual([...asker.complaints, ...answerer.complaints], []);
    await asker.context.close();
    await answerer.context.close();
  });
}
