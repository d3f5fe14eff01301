// An instance of a test's own, and the letters it writes.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** An instance with nothing in it, set up as `more` says beside what every instance needs; at `port`, if that has to be known. */
export async function start(more = {}, port = undefined) {
  const folder = await mkdtemp(join(tmpdir(), "majlis-empty-"));
  port ??= await freePort();
  const url = `http://localhost:${port}`;
  const settings = { INSTANCE__URL: url, SERVER__LISTEN: `127.0.0.1:${port}`, STORAGE__DATA_DIR: folder, FEDERATION__ALLOW_PRIVATE: "true", SECURITY__CREDENTIALS_PER_MINUTE: "600", COMPOSER__UNDO_SECONDS: "0", ...more };
  const env = { ...process.env, ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [`MAJLIS_${name}`, value])) };
  const server = spawn(process.env.MAJLIS_BIN, ["serve"], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(server, "exit");
  const setUp = await new Promise((resolve, reject) => {
    const log = [];
    const read = (line) => {
      log.push(line);
      const path = line.match(/\/set-up\/[\w-]+/)?.[0];
      if (path) resolve(path);
    };
    for (const stream of [server.stdout, server.stderr]) createInterface({ input: stream }).on("line", read);
    ended.then(() => reject(new Error(`the server ended:\n${log.join("\n")}`)));
  });
  const stop = async () => {
    server.kill("SIGTERM");
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const letter = (page, email, start) => findLetter(join(folder, "mail"), page, email, start);
  return { url, folder, setUp, stop, letter };
}

/** The link that begins with `start` in a letter to `email`. Letters are sent by background work: looks until it is there. */
async function findLetter(folder, page, email, start) {
  const link = new RegExp(`http://[^\\s"<>]+${start}[\\w-]+`);
  for (let look = 0; look < 100; look += 1) {
    for (const name of await readdir(folder)) {
      const text = await readFile(join(folder, name), "utf8");
      const found = text.includes(`${email}>`) && text.replace(/=\r?\n/g, "").match(link)?.[0];
      if (found) return found;
    }
    await page.waitForTimeout(100);
  }
  throw new Error(`no letter to ${email} in ${folder}`);
}

/** A port that nobody listens on. */
export async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}
