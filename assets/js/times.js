// Dates of the last week are told as "3 hours ago"; the date itself stays in the title. Those that follow a "since" stand
// in [data-dated] and stay dates: "since 3 hours ago" is no sentence in either language.
const steps = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];
// "now", not "this minute".
const NOW = ["second", Infinity];

export function relativeTimes(now = Date.now()) {
  const words = new Intl.RelativeTimeFormat(`${document.documentElement.lang}-u-nu-latn`, { numeric: "auto" });
  for (const time of document.querySelectorAll("time[datetime]:not([data-dated] *)")) {
    const elapsed = now - Date.parse(time.dateTime);
    if (!(elapsed >= 0 && elapsed < 7 * 86_400_000)) continue;
    const [unit, size] = steps.find(([, length]) => elapsed >= length) ?? NOW;
    time.textContent = words.format(-Math.floor(elapsed / size), unit);
  }
}
