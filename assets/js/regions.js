// On a map, arrow keys go to the region that lies next in that direction; Tab goes through them in their order anyway.
const DIRECTIONS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

function middle(element) {
  const box = element.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
}

// How far it is there; what lies off the direction counts double, what lies behind does not count.
function distance(from, to, [right, down]) {
  const [x, y] = [to[0] - from[0], to[1] - from[1]];
  const ahead = x * right + y * down;
  const aside = Math.abs(x * down) + Math.abs(y * right);
  return ahead > 1 && ahead >= aside / 2 ? ahead + 2 * aside : Infinity;
}

function next(event) {
  const direction = DIRECTIONS[event.key];
  const region = event.target.closest?.("a.map-region");
  if (!direction || !region || event.altKey || event.ctrlKey || event.metaKey) return;
  const from = middle(region);
  const others = [...region.parentNode.querySelectorAll("a.map-region")].filter((other) => other !== region);
  const far = others.map((other) => [distance(from, middle(other), direction), other]).filter(([length]) => length < Infinity);
  far.sort(([a], [b]) => a - b);
  event.preventDefault();
  far[0]?.[1].focus();
}

export function enhanceRegions() {
  for (const drawing of document.querySelectorAll(".map-drawing")) drawing.addEventListener("keydown", next);
}
