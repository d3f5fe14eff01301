// Runs a command while the demo network runs: two instances with sample content, in a folder of their own.
//   node with-demo.mjs COMMAND [ARGUMENT...]
// MAJLIS_BIN names the binary. The command finds the network in MAJLIS_NETWORK, as JSON:
//   {"ready":true,"instances":[{"name","url","admin":{"user","password"},"members":[{"user","password","name"}]}]}
// The network must stop cleanly on SIGINT, which is what Ctrl-C sends; that it does is checked here.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { access, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const READY_WITHIN_MS = 90_000;
const STOPPED_WITHIN_MS = 20_000;

const [command, ...args] = process.argv.slice(2);
const binary = process.env.MAJLIS_BIN;
if (!command) fail("usage: node with-demo.mjs COMMAND [ARGUMENT...]");
if (!binary) fail("MAJLIS_BIN must name the binary. `make test-build` builds it.");
await access(binary).catch(() => fail(`${binary} is missing. \`make test-build\` builds it.`));

// Whoever ends this script ends the command; the network is stopped after it, as always.
let child = null;
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => (child ? child.kill(signal) : process.exit(1)));

const folder = await mkdtemp(join(tmpdir(), "majlis-demo-"));
let status = 1;
try {
  status = await withDemo(folder);
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exit(status);

async function withDemo(folder) {
  const logPath = join(folder, "demo.log");
  const log = createWriteStream(logPath);
  await once(log, "open");
  const demo = spawn(binary, ["demo", "--fresh", "--ports", "0,0", "--data-dir", join(folder, "data"), "--print-json"], {
    // Tests do not wait for second thoughts.
    env: { ...process.env, MAJLIS_COMPOSER__UNDO_SECONDS: "0" },
    stdio: ["ignore", "pipe", log],
  });
  const ended = once(demo, "exit").then(([code, signal]) => ({ code, signal }));
  // Nothing may be left running, however this ends.
  process.on("exit", () => demo.kill("SIGKILL"));

  const network = await ready(demo, ended).catch(async (error) => {
    demo.kill("SIGKILL");
    console.error(await readFile(logPath, "utf8"));
    fail(error.message);
  });
  const result = await run(network);
  const stopped = await stop(demo, ended);
  if (result !== 0 || stopped !== null) await showEnd(logPath);
  if (stopped !== null) console.error(`error: ${stopped}`);
  return stopped === null ? result : result || 1;
}

/** The network's description, once it prints it. */
async function ready(demo, ended) {
  const line = new Promise((resolve) => {
    createInterface({ input: demo.stdout }).on("line", (text) => {
      if (!text.startsWith("{")) return;
      const network = JSON.parse(text);
      if (network.ready) resolve(network);
    });
  });
  return Promise.race([
    line,
    ended.then(({ code }) => Promise.reject(new Error(`the demo network ended with ${code} before it was ready.`))),
    after(READY_WITHIN_MS).then(() => Promise.reject(new Error(`the demo network was not ready in ${READY_WITHIN_MS} ms.`))),
  ]);
}

async function run(network) {
  child = spawn(command, args, {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, MAJLIS_NETWORK: JSON.stringify(network) },
  });
  const [code] = await once(child, "exit");
  return code ?? 1;
}

/** What was wrong with how the network stopped, or null. */
async function stop(demo, ended) {
  demo.kill("SIGINT");
  const end = await Promise.race([ended, after(STOPPED_WITHIN_MS).then(() => null)]);
  if (end === null) {
    demo.kill("SIGKILL");
    return `the demo network did not stop within ${STOPPED_WITHIN_MS} ms of SIGINT.`;
  }
  return end.code === 0 ? null : `the demo network ended with ${end.code ?? end.signal}, not 0.`;
}

async function showEnd(logPath) {
  const lines = (await readFile(logPath, "utf8")).trimEnd().split("\n");
  console.error(["--- end of the demo network's log", ...lines.slice(-60), "---"].join("\n"));
}

function after(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

function fail(message) {
  console.error(`error: ${message}`);
  process.exit(1);
}
