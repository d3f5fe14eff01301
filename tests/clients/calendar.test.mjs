// Calendars that we send, read by two libraries that are none of ours; and calendars of theirs, read by us.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { dirname, join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Browser, forms, unescape } from "./support/browser.mjs";
import { first } from "./support/network.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const PYTHON = join(here, ".venv/bin/python");
const LIBRARIES = ["icalendar", "vobject"];
/** Who runs the instance may offer trainings, and looks after a forum. */
const { admin } = first;

let guest;
let provider;
before(async () => {
  guest = new Browser();
  provider = new Browser();
  const page = await provider.open(new URL("/sign-in", first.url));
  const form = forms(page).find(({ fields }) => "password" in fields);
  const done = await provider.open(form.action, {
    form: { ...form.fields, email: admin.email ?? admin.user, password: admin.password, ...form.buttons[0] },
  });
  assert.notEqual(done.address.pathname, "/sign-in", "signed in");
});

/** What `calendars.py` prints. */
function python(args, input = "") {
  return new Promise((resolve, reject) => {
    const child = execFile(PYTHON, [join(here, "calendars.py"), ...args], { maxBuffer: 32 << 20, env: { ...process.env, PYTHONUTF8: "1" } }, (error, out, err) =>
      error ? reject(new Error(`${error.message}\n${err}`)) : resolve(out),
    );
    child.stdin.end(input);
  });
}

/** A calendar as both libraries read it; they agree, or one of them was misled. */
async function read(path) {
  const response = await fetch(new URL(path, first.url), { headers: { "accept-language": "en" } });
  assert.equal(response.status, 200, path);
  assert.equal(response.headers.get("content-type"), "text/calendar; charset=utf-8");
  assert.ok(response.headers.get("etag"), "it has a tag");
  const text = await response.text();
  for (const line of text.split("\r\n")) {
    assert.ok(Buffer.byteLength(line) <= 75, `longer than 75 octets: ${line}`);
    assert.ok(!/[\r\n]/.test(line), "lines end with CRLF");
  }
  const found = JSON.parse(await python(["read"], text));
  assert.deepEqual(found.vobject, found.icalendar, "both libraries read the same");
  return found.icalendar;
}

const pathOf = (event) => new URL(event.url).pathname;

test("the agenda, a forum and a single training are read by others as we show them", async () => {
  const all = await read("/trainings.ics");
  assert.ok(all.length > 0, "the samples have trainings to come");
  assert.equal(new Set(all.map(({ uid }) => uid)).size, all.length, "no name is given twice");
  assert.ok(all.some(({ summary }) => /\p{Script=Arabic}/u.test(summary)), "one is told in Arabic");

  const list = await guest.open(new URL("/trainings?view=list", first.url));
  const shown = [...list.html.matchAll(/<h3[^>]*><a href="(\/trainings\/\d+)">([^<]*)<\/a>/g)].map(([, path, title]) => ({ path, title: unescape(title) }));
  assert.ok(shown.length > 0);
  for (const { path, title } of shown) {
    const id = path.split("/").pop();
    const [one, ...more] = await read(`/trainings/${id}/calendar.ics`);
    assert.ok(one.summary.startsWith(title), `${one.summary} is ${title}`);
    for (const event of [one, ...more]) {
      assert.ok(event.start < event.end, "it ends after it begins");
      assert.ok(["TENTATIVE", "CONFIRMED", "CANCELLED"].includes(event.status));
      if (more.length > 0) assert.equal(event.related.length, more.length, "meetings know each other");
      const same = all.find(({ uid }) => uid === event.uid);
      if (same) assert.deepEqual({ ...same, description: "", location: "" }, { ...event, description: "", location: "" });
    }
  }

  for (const forum of first.forums ?? []) {
    // Some forums are not for guests.
    const { status } = await guest.open(new URL(`/forums/${forum}`, first.url));
    if (status !== 200) continue;
    for (const event of await read(`/forums/${forum}/trainings.ics`)) {
      assert.ok(all.some(({ uid }) => uid === event.uid), `${pathOf(event)} of ${forum} is in the agenda`);
    }
  }
});

test("a member's own calendar is read by others, too", async () => {
  const page = await provider.open(new URL("/settings/calendar", first.url));
  const form = forms(page).find(({ action }) => action.pathname === "/settings/calendar");
  const made = await provider.open(form.action, { form: form.fields });
  const address = unescape(made.html.match(/id="address"[^>]*value="([^"]*)"/)?.[1] ?? "");
  const own = await read(new URL(address).pathname);
  assert.ok(Array.isArray(own));
});

for (const library of LIBRARIES) {
  test(`a file written by ${library} becomes drafts`, async () => {
    const file = await python(["write", library]);
    const page = await provider.open(new URL("/trainings/import", first.url));
    const form = forms(page).find(({ action }) => action.pathname === "/trainings/import");
    const shown = await provider.upload(form.action, form.fields, { name: "file", file, filename: "academy.ics", type: "text/calendar" });
    assert.equal(shown.status, 200, shown.html.slice(0, 2_000));
    const take = forms(shown).find(({ action }) => action.pathname === "/trainings/import/take");
    const { form_0: written } = take.fields;
    const draft = JSON.parse(written);
    if (library === "icalendar") {
      assert.match(draft.title, /^أساسيات الصيانة التنبؤية: الاهتزاز، والحرارة؛ والزيت ق{60}$/);
      assert.equal(draft.sessions.length, 4);
      assert.match(draft.sessions[3].starts, /T09:00$/);
      assert.equal(draft.programme, "السطر الأول\nوالثاني؛ مع فاصلة، ونقطتين:");
      assert.equal(draft.venue, "قاعة 2, الجبيل");
      assert.match(shown.html, /Over already/, "what is over is named");
    } else {
      assert.equal(draft.title, "Compressed air, three days; with exercises");
      assert.equal(draft.sessions.length, 3);
      assert.equal(draft.online_link, "https://meet.example/room,1");
    }
    const done = await provider.open(take.action, { form: take.fields });
    assert.ok(done.html.includes(draft.title.slice(0, 20)), "it is among the drafts");
  });
}
