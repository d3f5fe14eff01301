// Runs the browser tests against a demo network of their own.
//   node run.mjs [FILE...]     CHROMIUM names the browser, MAJLIS_BIN the binary
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const given = process.argv.slice(2);
const files = given.length ? given : readdirSync(here).filter((name) => name.endsWith(".test.mjs")).sort();

const tests = spawn(
  process.execPath,
  [
    join(here, "../setup/with-demo.mjs"),
    process.execPath,
    "--test",
    // One network and two cores: files in turn, so that a page is slow only for its own reasons.
    "--test-concurrency=1",
    "--test-timeout=900000",
    "--test-reporter=spec",
    ...files.map((name) => join(here, name)),
  ],
  { stdio: "inherit" },
);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => tests.kill(signal));
tests.on("exit", (status) => process.exit(status ?? 1));
