// An instance of its own, with nothing in it, and the letters it sends.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** Starts it, with more settings by the names of the environment: `PRIVACY__GRACE_DAYS`. */
export async function start(more = {}) {
  const folder = await mkdtemp(join(tmpdir(), "majlis-own-"));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const settings = { INSTANCE__URL: url, SERVER__LISTEN: `127.0.0.1:${port}`, STORAGE__DATA_DIR: folder, FEDERATION__ALLOW_PRIVATE: "true", ...more };
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
  return { url, host: `localhost:${port}`, folder, setUp, stop };
}

/** The link to `path` in a letter to `email`. Letters are sent by background work: looks until it is there. */
export async function letter(page, instance, email, path) {
  const folder = join(instance.folder, "mail");
  for (let look = 0; look < 150; look += 1) {
    for (const name of await readdir(folder)) {
      const text = (await readFile(join(folder, name), "utf8")).replace(/=\r?\n/g, "");
      const link = text.includes(email) && text.match(new RegExp(`http://[^\\s"<>]+${path}[\\w-]*`))?.[0];
      if (link) return link;
    }
    await page.waitForTimeout(100);
  }
  throw new Error(`no letter to ${email} with ${path} in ${folder}`);
}

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}
