// Dates of the last week are told as "3 hours ago"; the date itself stays in the title.
const steps = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

export function relativeTimes(now = Date.now()) {
  const words = new Intl.RelativeTimeFormat(`${document.documentElement.lang}-u-nu-latn`, { numeric: "auto" });
  for (const time of document.querySelectorAll("time[datetime]")) {
    const elapsed = now - Date.parse(time.dateTime);
    if (!(elapsed >= 0 && elapsed < 7 * 86_400_000)) continue;
    const [unit, size] = steps.find(([, length]) => elapsed >= length) ?? ["minute", 60_000];
    time.textContent = words.format(-Math.floor(elapsed / size), unit);
  }
}
