// toot, a command-line client: the code shown on a page and typed in, then timelines and threads.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { first, host, reader } from "./support/network.mjs";
import { authorize } from "./support/oauth.mjs";

const TOOT = join(dirname(fileURLToPath(import.meta.url)), ".venv/bin/toot");
const run = promisify(execFile);

let home;
let environment;

before(async () => {
  home = await mkdtemp(join(tmpdir(), "majlis-toot-"));
  environment = { ...process.env, XDG_CONFIG_HOME: home, PYTHONUTF8: "1", PYTHONUNBUFFERED: "1", NO_COLOR: "1" };
  await signIn();
});
after(() => rm(home, { recursive: true, force: true }));

/** `toot login`: it prints an address, and waits for the code that the page behind it shows. */
async function signIn() {
  const login = spawn(TOOT, ["login", "--instance", first.url], { env: environment });
  let said = "";
  for (const stream of [login.stdout, login.stderr]) stream.setEncoding("utf8").on("data", (text) => (said += text));
  const ended = once(login, "close");

  const address = await new Promise((resolve, reject) => {
    login.stdout.on("data", () => {
      const found = said.match(/^(http\S*\/oauth\/authorize\S*)\s/m)?.[1];
      if (found) resolve(found);
    });
    ended.then(() => reject(new Error(`toot ended early:\n${said}`)));
  });
  const { code } = await authorize(address, reader);
  login.stdin.end(`n\n${code}\n`);
  const [status] = await ended;
  assert.equal(status, 0, said);
  assert.match(said, /Successfully logged in/);
}

/** What `toot …` prints, read as JSON where it can be. */
async function toot(...args) {
  const { stdout } = await run(TOOT, args, { env: environment, maxBuffer: 8 << 20 });
  return args.includes("--json") ? JSON.parse(stdout) : stdout;
}

test("toot knows who signed in, and where", async () => {
  assert.match(await toot("auth"), new RegExp(`${reader.user}@${host.replaceAll(".", "\\.")} ACTIVE`));
  const me = await toot("whoami", "--json");
  assert.equal(me.username, reader.user);
  assert.equal(me.display_name, reader.name);
  // Not as JSON: this is where toot parses what it got.
  assert.ok((await toot("whoami")).includes(reader.user));
});

test("toot shows the instance", async () => {
  const instance = await toot("instance", "--json");
  assert.ok(instance.title);
  assert.ok((await toot("instance")).includes(instance.title));
});

test("toot reads the home, public and local timelines", async () => {
  const timelines = [["home"], ["public"], ["public", "--local"]];
  for (const timeline of timelines) {
    const statuses = await toot("timelines", ...timeline, "--json");
    assert.ok(statuses.length > 0, `${timeline.join(" ")} is not empty`);
    const shown = await toot("timelines", ...timeline, "--no-pager", "--no-clear");
    assert.ok(shown.includes(statuses[0].id), `${timeline.join(" ")} shows the newest post`);
  }
});

test("toot shows a topic and its thread", async () => {
  const statuses = await toot("timelines", "public", "--json", "--limit", "40");
  const topic = statuses.find((status) => status.replies_count > 0 && !status.in_reply_to_id);
  assert.ok(topic, "the sample content has a topic with replies");
  const { ancestors, descendants } = await toot("thread", topic.id, "--json");
  assert.deepEqual(ancestors, []);
  assert.ok(descendants.some((reply) => reply.in_reply_to_id === topic.id));
  const shown = await toot("thread", topic.id);
  for (const { id } of [topic, ...descendants]) assert.ok(shown.includes(id), `${id} is shown`);
});

test("toot shows an account and what it wrote", async () => {
  const [{ account }] = await toot("timelines", "public", "--local", "--json");
  assert.ok((await toot("whois", account.acct)).includes(account.acct));
  const statuses = await toot("timelines", "account", account.acct, "--json");
  assert.ok(statuses.length > 0);
  for (const status of statuses) assert.equal(status.account.acct, account.acct);
});

test("toot signs out", async () => {
  assert.match(await toot("logout", `${reader.user}@${host}`), /logged out/);
  assert.match(await toot("auth"), /not logged in/);
});
