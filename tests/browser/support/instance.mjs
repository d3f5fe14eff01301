// An instance of its own, with nothing in it, for tests that need settings of their own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/**
 * Starts it. `settings` are keys of the configuration as in the environment, `INSTANCE__REGISTRATION`; `port` is where it
 * listens. Answers its address, its folder, the path that sets up the first admin, and how to stop it.
 */
export async function start(settings = {}, port = undefined) {
  const folder = await mkdtemp(join(tmpdir(), "majlis-own-"));
  port ??= await freePort();
  const url = `http://localhost:${port}`;
  const all = { INSTANCE__URL: url, SERVER__LISTEN: `127.0.0.1:${port}`, STORAGE__DATA_DIR: folder, FEDERATION__ALLOW_PRIVATE: "true", ...settings };
  const env = { ...process.env, ...Object.fromEntries(Object.entries(all).map(([name, value]) => [`MAJLIS_${name}`, value])) };
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
  return { url, folder, setUp, stop };
}

export async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}
