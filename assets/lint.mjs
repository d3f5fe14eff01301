// What the style sheets promise: logical properties only (the site is composed in two
// directions), no stray colours outside the tokens, every icon used exists in icons.txt.
import { readFile, readdir } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const faults = [];

const physical = [
  /(?:^|[\s;{])(?:left|right|top|bottom)\s*:/,
  /(?:^|[\s;{-])(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)\b/,
  /(?:^|[\s;{])border-(?:top|bottom)-(?:left|right)-radius\b/,
  /text-align\s*:\s*(?:left|right)\b/,
  /(?:float|clear)\s*:\s*(?:left|right)\b/,
  /(?:^|[\s;{])(?:min-|max-)?(?:width|height)\s*:/,
];
const colour = /#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(/i;

async function walk(folder, extension) {
  const found = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(await walk(path, extension)));
    else if (entry.name.endsWith(extension)) found.push(path);
  }
  return found;
}

function report(path, line, words) {
  faults.push(`${relative(join(here, ".."), path)}:${line}: ${words}`);
}

for (const path of await walk(join(here, "css"), ".css")) {
  const source = (await readFile(path, "utf8")).replace(/\/\*[\s\S]*?\*\//g, (c) => c.replace(/[^\n]/g, " "));
  source.split("\n").forEach((text, index) => {
    const query = /^\s*@(media|container)/.test(text);
    if (!query && physical.some((rule) => rule.test(text))) report(path, index + 1, `physical property: ${text.trim()}`);
    if (colour.test(text)) report(path, index + 1, `colour outside the tokens: ${text.trim()}`);
  });
}

const known = new Set((await readFile(join(here, "icons.txt"), "utf8")).split("\n").filter(Boolean));
const used = new Set();
for (const path of await walk(join(here, "../templates"), ".html")) {
  const source = await readFile(path, "utf8");
  source.split("\n").forEach((text, index) => {
    for (const [, name] of text.matchAll(/(?:icon|arrow|empty|banner)\((?:"banner-[a-z]+", )?"([a-z0-9-]+)"/g)) {
      used.add(name);
      if (!known.has(name)) report(path, index + 1, `icon ${name} is not in assets/icons.txt`);
    }
    if (/\sstyle="/.test(text) || /\son[a-z]+="/.test(text)) {
      if (!path.includes("/mail/")) report(path, index + 1, "inline style or handler, which the content policy refuses");
    }
  });
}
for (const path of await walk(join(here, "../src/web"), ".rs")) {
  for (const [, name] of (await readFile(path, "utf8")).matchAll(/"([a-z0-9-]+)"/g)) if (known.has(name)) used.add(name);
}
for (const name of known) if (!used.has(name)) report(join(here, "icons.txt"), 1, `icon ${name} is not used`);

if (faults.length) {
  console.error(faults.join("\n"));
  process.exit(1);
}
console.log(`lint: ${known.size} icons, style sheets logical`);
