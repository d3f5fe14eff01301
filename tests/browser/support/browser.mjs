// Starts Chromium and opens pages in it the way different readers would: language, direction, script, width, theme.
import { chromium } from "playwright-core";

/** Nothing leaves this machine, and nothing of the person who runs it is touched. */
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const SIZES = { phone: { width: 360, height: 760 }, tablet: { width: 768, height: 1024 }, wide: { width: 1280, height: 900 } };
const LOCALES = { ar: "ar-SA", en: "en-GB" };
const PATIENCE_MS = 15_000;

export function launch(flags = []) {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: [...FLAGS, ...flags] });
}

/**
 * A reader with cookies of their own. `reader.page` is their tab; `reader.complaints` what the browser found wrong:
 * script errors, refused or failed requests, and anything asked of another server.
 */
export async function open(browser, { language = "en", script = true, size = SIZES.wide, theme = "light" } = {}) {
  const context = await browser.newContext({
    locale: LOCALES[language],
    javaScriptEnabled: script,
    viewport: size,
    colorScheme: theme,
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(`script error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith("http") && !["127.0.0.1", "localhost", "[::1]"].includes(hostname)) {
      complaints.push(`asked another server: ${request.url()}`);
    }
  });
  return { context, page, language, complaints };
}

/** The address of `path` on `instance` in `language`, whatever the account prefers. */
export function address(instance, path, language) {
  const url = new URL(path, instance.url);
  if (language) url.searchParams.set("lang", language);
  return url.href;
}

/** Loads the page again until `look` finds what it looks for: deliveries between instances take a moment. */
export async function eventually(page, what, look) {
  const end = Date.now() + PATIENCE_MS;
  while (!(await look(page))) {
    if (Date.now() > end) throw new Error(`${what}: not seen within ${PATIENCE_MS} ms on ${page.url()}`);
    await page.waitForTimeout(200);
    await page.reload();
  }
}
