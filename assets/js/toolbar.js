// Buttons that write Markdown around what is selected, and the direction of the field.
const AROUND = { bold: ["**", "**"], italic: ["*", "*"], code: ["`", "`"], link: ["[", "](https://)"] };
const LINES = { list: "- ", tasks: "- [ ] ", quote: "> " };
const TABLE = "\n|  |  |\n| --- | --- |\n|  |  |\n";
const KEYS = { b: "bold", i: "italic", k: "link" };

// The old command is the only one that the field's own undo understands.
function put(area, text, from, to) {
  area.focus();
  area.setSelectionRange(from, to);
  if (!document.execCommand("insertText", false, text)) area.setRangeText(text, from, to, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function around(area, [before, after]) {
  const { selectionStart: from, selectionEnd: to, value } = area;
  put(area, before + value.slice(from, to) + after, from, to);
  area.setSelectionRange(from + before.length, to + before.length);
}

function eachLine(area, mark) {
  const from = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const to = area.selectionEnd;
  const lines = area.value.slice(from, to).split("\n");
  put(area, lines.map((line) => mark + line).join("\n"), from, to);
}

function fence(area) {
  const { selectionStart: from, selectionEnd: to, value } = area;
  put(area, `\n\`\`\`\n${value.slice(from, to)}\n\`\`\`\n`, from, to);
}

function use(area, tool) {
  const isLong = area.value.slice(area.selectionStart, area.selectionEnd).includes("\n");
  if (tool === "code" && isLong) fence(area);
  else if (AROUND[tool]) around(area, AROUND[tool]);
  else if (LINES[tool]) eachLine(area, LINES[tool]);
  else if (tool === "table") put(area, TABLE, area.selectionEnd, area.selectionEnd);
}

// One stop of the tab key; the arrows go on, along the line as it runs.
function walk(bar, event) {
  const stops = [...bar.querySelectorAll("button, select")];
  const at = stops.indexOf(document.activeElement);
  if (at < 0 || !["ArrowLeft", "ArrowRight"].includes(event.key)) return;
  const back = getComputedStyle(bar).direction === "rtl" ? "ArrowRight" : "ArrowLeft";
  const step = event.key === back ? -1 : 1;
  event.preventDefault();
  const next = stops[(at + step + stops.length) % stops.length];
  for (const stop of stops) stop.tabIndex = stop === next ? 0 : -1;
  next.focus();
}

export function addTools(form, area) {
  const pattern = document.getElementById("composer-tools");
  if (!pattern) return;
  const bar = document.importNode(pattern.content, true).firstElementChild;
  bar.querySelectorAll("button, select").forEach((stop, n) => { stop.tabIndex = n === 0 ? 0 : -1; });
  bar.addEventListener("click", (event) => {
    const tool = event.target.closest("[data-tool]")?.dataset.tool;
    if (tool) use(area, tool);
  });
  bar.addEventListener("keydown", (event) => walk(bar, event));
  bar.querySelector("[data-direction]").addEventListener("change", (event) => { area.dir = event.target.value; });
  area.addEventListener("keydown", (event) => {
    const tool = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && KEYS[event.key.toLowerCase()];
    if (!tool) return;
    event.preventDefault();
    use(area, tool);
  });
  area.before(bar);
}
