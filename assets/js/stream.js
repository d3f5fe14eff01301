// Listens to what is new while a page is looked at: what waits, replies in the thread and messages in the conversation that it
// shows. Every page says the same when it is loaded again.
import { hearMessages } from "./conversation.js";
import { hearFigures } from "./figures.js";
import { hearPresence, tellPresence } from "./presence.js";
import { hear, missed } from "./thread.js";

// How long to wait before coming back, in milliseconds, at first and at most; with some chance in it, so that a server that
// starts again is not called by everybody at once.
const AGAIN = [1000, 60_000];
// Refused so often in a row, sockets are given up for server-sent events: something on the way does not let them through.
const REFUSALS = 2;

function show(links, { count, shown, words }) {
  for (const link of document.querySelectorAll(links)) {
    const said = link.querySelector(".visually-hidden");
    if (said) said.textContent = words;
    let figure = link.querySelector(".count");
    if (!figure) {
      figure = Object.assign(document.createElement("span"), { className: "count" });
      figure.setAttribute("aria-hidden", "true");
      link.append(figure);
    }
    figure.textContent = shown;
    figure.hidden = count === 0;
  }
}

class Listener {
  refusals = 0;
  wait = AGAIN[0];

  constructor(place, since, shown) {
    Object.assign(this, { place, after: since, shown });
    this.opened = tellPresence((state) => this.say({ state }));
  }

  // Server-sent events cannot be answered.
  say(what) {
    if (this.isOpen && this.line instanceof WebSocket) this.line.send(JSON.stringify(what));
  }

  address(scheme) {
    const address = new URL(this.place, location.href);
    if (scheme) address.protocol = location.protocol.replace("http", scheme);
    for (const [name, id] of Object.entries(this.shown)) if (id) address.searchParams.set(name, id);
    address.searchParams.set("after", this.after);
    return address;
  }

  open() {
    if (this.line) return;
    const byEvents = this.refusals >= REFUSALS || !("WebSocket" in window);
    this.line = byEvents ? new EventSource(this.address()) : new WebSocket(this.address("ws"));
    this.line.onopen = () => {
      this.refusals = 0;
      this.wait = AGAIN[0];
      this.isOpen = true;
      this.opened();
    };
    this.line.onmessage = ({ data }) => this.heard(JSON.parse(data));
    // An event source comes back by itself unless it was refused for good.
    if (byEvents) this.line.onerror = () => this.line.readyState === EventSource.CLOSED && this.lost();
    else this.line.onclose = () => this.lost();
  }

  heard(news) {
    if (news.after) this.after = news.after;
    if (news.event === "waiting") {
      show("[data-bell]", news.notifications);
      show("[data-envelope]", news.messages);
    } else if (news.event === "presence") hearPresence(news);
    else if (this.shown.figures) hearFigures();
    else if (this.shown.conversation) hearMessages();
    else if (news.event === "stale") missed();
    else hear(news);
  }

  lost() {
    if (!this.line) return;
    if (!this.isOpen) this.refusals += 1;
    this.close();
    this.timer = setTimeout(() => this.open(), this.wait * (0.5 + Math.random()));
    this.wait = Math.min(this.wait * 2, AGAIN[1]);
  }

  close() {
    clearTimeout(this.timer);
    const { line } = this;
    this.line = undefined;
    this.isOpen = false;
    line?.close();
  }
}

export function listen() {
  const place = document.querySelector("[data-live]");
  if (!place) return;
  const { live, liveSince } = place.dataset;
  const thread = document.querySelector("[data-live-thread]")?.dataset.liveThread;
  const conversation = document.querySelector("[data-live-conversation]")?.dataset.liveConversation;
  const figures = document.querySelector("[data-live-counts]")?.dataset.liveCounts;
  const listener = new Listener(live, liveSince, { thread, conversation, figures });
  listener.open();
  // A page that is kept for going back holds no connection.
  addEventListener("pagehide", () => listener.close());
  addEventListener("pageshow", (event) => event.persisted && listener.open());
}
