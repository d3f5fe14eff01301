// Pages whose addresses only the running network knows, and a topic of everything that breaks layouts.
import { address, open } from "./browser.mjs";
import { first, second } from "./network.mjs";
import { SEND, ask, followedForum, reply, signIn } from "./site.mjs";

const LONG_TITLE =
  "كيف نوفّق بين متطلبات ISO 50001 وقيود التشغيل المستمر في خط التعبئة رقم 4 بعد تركيب حسّاسات Modbus TCP الجديدة، " +
  "and which of the twelve KPIs in the EnMS dashboard survive a 24/7 shift plan?";

const EVERYTHING = `نقيس استهلاك الطاقة النوعي **كل ساعة** منذ مارس، والأرقام في الجدول لخطّين متجاورين.

| الخط | kWh/t | الهدف | الفرق |
| --- | --- | --- | --- |
| التعبئة 4 | 118.4 | 102.0 | +16% |
| Palletizer 2 | 31.7 | 33.0 | −4% |

The gateway polls every 500 ms; a line without a break: https://historian.plant.example/api/v2/tags/LINE4.MAIN_DRIVE.ACTIVE_POWER.AVG_1H?from=2026-03-01T00:00:00Z&to=2026-03-31T23:59:59Z

1. نضبط \`poll_interval\` أولًا
2. ثم نراجع القراءات:
   - الصباحية
   - الليلية

> من خبرتنا: الهواء المضغوط هو المتهم الأول.

\`\`\`
[line4.power]
register = 40021   # active power, kW, float32 big-endian, word swap as the manual of the meter says
\`\`\``;

export async function findPlaces(browser) {
  const { page, context } = await open(browser);
  await signIn(page, second, second.members[0]);
  const local = await followedForum(page, second, first);
  await signIn(page, first, first.members[0]);
  const remote = await followedForum(page, first, second);
  const places = {
    local,
    remote,
    settled: await topicWith(page, "/", ".showcase"),
    away: await topicWith(page, `/forums/${remote}@${second.host}`),
    tag: encodeURIComponent("اهتزاز"),
    gone: await deleted(page, local),
    extreme: await extreme(page, local),
    consent: await consent(),
    organisation: await ownOrganisation(page),
  };
  await context.close();
  return places;
}

/** The organisation that the signed-in member speaks for. */
async function ownOrganisation(page) {
  await page.goto(address(first, "/organisations"));
  return page.locator('section[aria-labelledby="mine-heading"] a').first().getAttribute("href");
}

/** The first topic that the page at `path` leads to. */
async function topicWith(page, path, within = "main") {
  if (path === "/") await page.context().clearCookies();
  await page.goto(address(first, path));
  const href = await page.locator(`${within} a[href^="/topics/"]`).first().getAttribute("href");
  if (path === "/") await signIn(page, first, first.members[0]);
  return href.split(/[?#]/)[0];
}

async function deleted(page, forum) {
  const topic = await ask(page, first, forum, { title: "Asked by mistake", body: "Please ignore.", language: "en" });
  await page.goto(address(first, `${topic.replace("/topics/", "/posts/")}/delete`));
  await page.locator('form[action$="/delete"] button').click();
  await page.waitForURL((url) => !url.pathname.endsWith("/delete"));
  return topic;
}

/** The longest title there may be, every kind of text, and a conversation eight levels deep. */
async function extreme(page, forum) {
  const topic = await ask(page, first, forum, { title: LONG_TITLE.slice(0, 200), body: EVERYTHING, language: "ar" });
  await reply(page, "هل جرّبتم فصل خط الهواء المضغوط ليلًا؟ وفّرنا بذلك 9% في أسبوع واحد.");
  for (let depth = 2; depth <= 8; depth += 1) {
    const answer = page.locator("details.disclosure:has(textarea)").last();
    await answer.locator("> summary").click();
    const body = depth % 2 ? `المستوى ${depth}: نعم، والنتيجة نفسها بعد شهرين.` : `Level ${depth}: we saw the same, but only on the night shift.`;
    await answer.locator("textarea").fill(body);
    await answer.locator(SEND).click();
    await page.locator("article").filter({ hasText: body }).first().waitFor();
  }
  return topic;
}

/** Where an app that shows codes sends people. */
async function consent() {
  const app = { client_name: "Tusky", redirect_uris: "urn:ietf:wg:oauth:2.0:oob", scopes: "read write follow", website: "https://tusky.app" };
  const response = await fetch(new URL("/api/v1/apps", first.url), { method: "POST", body: new URLSearchParams(app) });
  const { client_id } = await response.json();
  return `/oauth/authorize?${new URLSearchParams({ response_type: "code", client_id, redirect_uri: app.redirect_uris, scope: app.scopes })}`;
}
