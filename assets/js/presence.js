// Says where the reader is in the conversation that the page shows, and shows it of others. Only who shows it sees it: for
// everybody else the page holds no list, and nothing is said.

// How long what was heard of somebody holds, in milliseconds.
const HOLDS = { here: 75_000, writing: 8_000 };
// How often it is said again: who is there, and that they are still writing.
const AGAIN = { here: 30_000, writing: 3_000 };
// Whoever presses no key for so long is not writing.
const PAUSE = 5_000;

const list = () => document.querySelector("[data-live-presence]");
const timers = new WeakMap();

function show(entry, state) {
  clearTimeout(timers.get(entry));
  entry.hidden = state === "away";
  entry.classList.toggle("is-writing", state === "writing");
  entry.textContent = { here: entry.dataset.wordsHere, writing: entry.dataset.wordsWriting }[state] ?? "";
  const next = { writing: "here", here: "away" }[state];
  if (next) timers.set(entry, setTimeout(() => show(entry, next), HOLDS[state]));
}

export function hearPresence({ person, state }) {
  const entry = [...(list()?.children ?? [])].find((one) => one.dataset.person === person);
  if (entry) show(entry, state);
}

// Gives back what is to be done when the line opens.
export function tellPresence(say) {
  if (!list()) return () => {};
  const field = document.querySelector("#write textarea");
  let writtenAt = 0;
  let pause;
  const tell = (state) => {
    writtenAt = state === "writing" ? Date.now() : 0;
    say(state);
  };
  const tellPlace = () => tell(document.hidden ? "away" : "here");
  const stop = () => writtenAt && tellPlace();
  field?.addEventListener("input", () => {
    clearTimeout(pause);
    if (!field.value.trim()) return stop();
    if (Date.now() - writtenAt > AGAIN.writing) tell("writing");
    pause = setTimeout(stop, PAUSE);
  });
  document.addEventListener("visibilitychange", tellPlace);
  setInterval(() => document.hidden || writtenAt || say("here"), AGAIN.here);
  return tellPlace;
}
