// Bundles styles, scripts, fonts and icons into dist/, every file under a name that carries
// the hash of its content, and writes dist/manifest.json: plain name → file name.
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { bundleAsync, transform } from "lightningcss";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
const modules = join(here, "node_modules");

const fonts = {
  "plex-sans-latin.woff2": "@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-latin-wght-normal.woff2",
  "plex-sans-latin-italic.woff2": "@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-latin-wght-italic.woff2",
  "plex-sans-latin-ext.woff2": "@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-latin-ext-wght-normal.woff2",
  "plex-arabic-400.woff2": "@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-400-normal.woff2",
  "plex-arabic-600.woff2": "@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-600-normal.woff2",
  // For certificates: programs that read PDF know no WOFF2.
  "plex-400.ttf": "@expo-google-fonts/ibm-plex-sans-arabic/400Regular/IBMPlexSansArabic_400Regular.ttf",
  "plex-600.ttf": "@expo-google-fonts/ibm-plex-sans-arabic/600SemiBold/IBMPlexSansArabic_600SemiBold.ttf",
  "plex-mono-latin.woff2": "@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2",
};

// Browsers that know nesting, light-dark() and :dir(); nothing older is rewritten for.
const targets = { chrome: 123 << 16, edge: 123 << 16, firefox: 121 << 16, safari: (17 << 16) | (5 << 8) };

const manifest = {};

async function emit(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 10);
  const extension = extname(name);
  const file = `${basename(name, extension)}.${hash}${extension}`;
  await writeFile(join(dist, file), content);
  manifest[name] = file;
  return file;
}

async function clean() {
  await mkdir(dist, { recursive: true });
  for (const entry of await readdir(dist)) {
    if (entry !== ".gitkeep") await rm(join(dist, entry), { recursive: true });
  }
}

async function buildFonts() {
  for (const [name, source] of Object.entries(fonts)) {
    await emit(name, await readFile(join(modules, source)));
  }
}

async function buildStyles() {
  const { code } = await bundleAsync({
    filename: join(here, "css/app.css"),
    minify: true,
    targets,
    visitor: {
      Url(url) {
        if (url.url.startsWith("data:")) return url;
        const file = manifest[url.url];
        if (!file) throw new Error(`app.css names ${url.url}, which is not built`);
        return { ...url, url: file };
      },
    },
  });
  await emit("app.css", code);
}

async function buildScripts() {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(here, "js/app.js")],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  await emit("app.js", outputFiles[0].contents);
}

// The live map, loaded only by who opens it: Leaflet with its styles, over which ours win. Its pictures are not used.
async function buildMap() {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(here, "js/map.js")],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  await emit("map.js", outputFiles[0].contents);
  const leaflet = await readFile(join(modules, "leaflet/dist/leaflet.css"), "utf8");
  const { code } = transform({ filename: "leaflet.css", code: Buffer.from(`@layer base{${leaflet.replace(/url\([^)]*\)/g, "none")}}`), minify: true, targets });
  await emit("map.css", code);
}

// One sprite of the icons named in icons.txt; templates refer to them by fragment.
async function buildIcons() {
  const names = (await readFile(join(here, "icons.txt"), "utf8")).split("\n").filter(Boolean).sort();
  const symbols = await Promise.all(names.map(async (name) => {
    const svg = await readFile(join(modules, "lucide-static/icons", `${name}.svg`), "utf8");
    const inner = svg.replace(/<!--[\s\S]*?-->/g, "").match(/<svg[^>]*>([\s\S]*)<\/svg>/)[1];
    return `<symbol id="${name}" viewBox="0 0 24 24">${inner.replace(/\s+/g, " ").replace(/> </g, "><").trim()}</symbol>`;
  }));
  await emit("icons.svg", `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`);
}

// The mark of an instance that has none of its own: a majlis seen from above. The pictures are drawn from it, for telephones,
// which want no SVG; those that are cut to a shape have a margin, and the one of the status bar is white alone.
async function buildMark() {
  await emit("mark.svg", await readFile(join(here, "img/mark.svg")));
  for (const name of ["icon-192", "icon-512", "icon-maskable-192", "icon-maskable-512", "badge"]) {
    await emit(`${name}.png`, await readFile(join(here, `img/${name}.png`)));
  }
}

// The worker of our pages. It knows the files that every page needs, so a change of any is a new worker.
async function buildWorker() {
  const fonts = ["plex-sans-latin.woff2", "plex-arabic-400.woff2", "plex-arabic-600.woff2"];
  const files = ["app.css", "app.js", "icons.svg", "mark.svg", ...fonts].map((name) => `/assets/${manifest[name]}`);
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(here, "js/worker.js")],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    define: { __FILES__: JSON.stringify(files) },
    write: false,
  });
  await emit("worker.js", outputFiles[0].contents);
}

await clean();
await Promise.all([buildFonts(), buildIcons(), buildScripts(), buildMark(), buildMap()]);
await buildStyles();
await buildWorker();
const sorted = Object.fromEntries(Object.entries(manifest).sort());
await writeFile(join(dist, "manifest.json"), `${JSON.stringify(sorted, null, 2)}\n`);
