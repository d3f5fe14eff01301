// When something begins by the clock of whoever reads, where that is another one than its own.
export function tellLocalClock() {
  for (const note of document.querySelectorAll("[data-clock]")) {
    const at = new Date(note.dataset.clock);
    if (Number.isNaN(at.getTime()) || -at.getTimezoneOffset() === Number(note.dataset.offset)) continue;
    const words = new Intl.DateTimeFormat(`${document.documentElement.lang}-u-ca-gregory-nu-latn`, { weekday: "long", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    note.querySelector("time").textContent = words.format(at);
    note.hidden = false;
  }
}
