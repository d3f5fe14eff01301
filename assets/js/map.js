// The live map: regions by colour, industrial cities by size, and the places of those who show them, drawn together by the
// server for the part that is looked at. No picture of another server is asked for before the reader chooses the street map.
import { CircleMarker, Control, DivIcon, GeoJSON, LatLngBounds, LayerGroup, Map as LeafletMap, Marker, TileLayer } from "leaflet/dist/leaflet-src.esm.js";

const KINGDOM = new LatLngBounds([16, 34.3], [32.4, 55.9]);
const POPUP = { minWidth: 180, maxWidth: 260 };
const STEPS = [0.08, 0.2, 0.34, 0.48, 0.62, 0.8];

async function load(address, extra) {
  const url = new URL(address, location.href);
  for (const [name, value] of Object.entries(extra)) url.searchParams.set(name, value);
  const answer = await fetch(url, { headers: { accept: "application/json" }, credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

// The part that is looked at stands in the address as #map=zoom/north/east, so that it can be passed on and come back to.
function remembered() {
  const found = /^#map=([\d.]+)\/([\d.-]+)\/([\d.-]+)$/.exec(location.hash);
  const [zoom, north, east] = found?.slice(1).map(Number) ?? [];
  // The library refuses to look at what is no number.
  if (![zoom, north, east].every(Number.isFinite)) return undefined;
  return KINGDOM.pad(0.5).contains([north, east]) ? { zoom, at: [north, east] } : undefined;
}

function remember(map) {
  const { lat, lng } = map.getCenter();
  history.replaceState(history.state, "", `#map=${map.getZoom()}/${lat.toFixed(4)}/${lng.toFixed(4)}`);
}

// Text from people is put in as text, never as markup.
function link(href, text) {
  const made = document.createElement("a");
  made.href = href;
  made.dir = "auto";
  made.textContent = text;
  return made;
}

function told(text) {
  return Object.assign(document.createElement("span"), { dir: "auto", textContent: text });
}

function list(links) {
  const made = document.createElement("div");
  made.className = "stack live-popup";
  made.append(...links);
  return made;
}

function regions(data) {
  const most = Math.max(1, ...data.regions.map((region) => region.count));
  const known = new Map(data.regions.map((region) => [region.code, region]));
  const features = Object.entries(data.outlines).filter(([code]) => known.has(code)).map(([code, rings]) => ({
    type: "Feature",
    properties: known.get(code),
    geometry: { type: "MultiPolygon", coordinates: rings.map((ring) => [ring]) },
  }));
  return new GeoJSON(features, {
    style: ({ properties: { count } }) => ({
      className: "live-region",
      weight: 1,
      fillOpacity: count ? STEPS[Math.ceil((count / most) * 5)] : STEPS[0],
    }),
    onEachFeature: ({ properties: region }, layer) => {
      layer.bindPopup(() => list([link(region.href, `${region.name}: ${region.count}`)]), POPUP);
      layer.bindTooltip(() => told(`${region.name}: ${region.count}`), { sticky: true });
    },
  });
}

function point(at, count, name, size, act) {
  const icon = new DivIcon({ className: "live-point", html: count > 1 ? String(count) : "", iconSize: [size, size] });
  const marker = new Marker(at, { icon, title: name, alt: name, keyboard: true });
  return act(marker);
}

function cities(data) {
  const most = Math.max(1, ...data.cities.map((city) => city.count));
  const dots = data.cities.filter((city) => city.at).map((city) =>
    new CircleMarker(city.at, { className: "live-city", radius: 5 + 12 * Math.sqrt(city.count / most), weight: 1 })
      .bindPopup(() => list([link(city.href, `${city.name}: ${city.count}`)]), POPUP)
      .bindTooltip(() => told(`${city.name}: ${city.count}`)));
  return new LayerGroup(dots);
}

// Few are told by name, many are gone into.
function cluster(map, { at, count, cases }, words) {
  const name = cases.length === 1 ? cases[0][1] : `${words}: ${count}`;
  const size = count > 1 ? Math.min(48, 24 + 6 * Math.log2(count)) : 18;
  return point(at, count, name, size, (marker) => {
    if (cases.length === count) return marker.bindPopup(() => list(cases.map(([href, title]) => link(href, title))), POPUP);
    return marker.on("click", () => map.setView(at, map.getZoom() + 3));
  });
}

// Servers of street maps want to know which site asks; they learn its name and nothing of the page.
function streets(map, { tiles, credit, wordsStreet, wordsNone }) {
  if (!tiles) return;
  const layer = new TileLayer(tiles, { attribution: credit, maxZoom: 18, referrerPolicy: "origin" });
  new Control.Layers({ [wordsNone]: new LayerGroup().addTo(map), [wordsStreet]: layer }, {}, { collapsed: false }).addTo(map);
}

export async function open(block) {
  const words = block.dataset;
  const data = await load(words.liveMap, { outlines: "yes" });
  const element = document.createElement("div");
  element.className = "live-map";
  element.setAttribute("role", "application");
  element.setAttribute("aria-label", words.wordsLabel);
  block.append(element);
  const map = new LeafletMap(element, { zoomControl: false, maxBounds: KINGDOM.pad(0.5), minZoom: 4, maxZoom: 18, zoomSnap: 0.5 });
  map.attributionControl.setPrefix(false);
  new Control.Zoom({ zoomInTitle: words.wordsIn, zoomOutTitle: words.wordsOut }).addTo(map);
  const there = remembered();
  if (there) map.setView(there.at, there.zoom);
  else map.fitBounds(KINGDOM);
  regions(data).addTo(map);
  cities(data).addTo(map);
  streets(map, words);
  const points = new LayerGroup().addTo(map);
  const show = ({ clusters }) => {
    points.clearLayers();
    for (const some of clusters) points.addLayer(cluster(map, some, words.wordsFound));
  };
  show(data);
  let latest = 0;
  map.on("moveend", async () => {
    remember(map);
    const turn = ++latest;
    const box = map.getBounds();
    const edges = [box.getSouth(), box.getWest(), box.getNorth(), box.getEast()].map((edge) => edge.toFixed(4)).join(",");
    try {
      const found = await load(words.liveMap, { box: edges });
      if (turn === latest) show(found);
    } catch {
      // What was shown before stays.
    }
  });
  element.focus();
  return {
    close() {
      map.remove();
      element.remove();
      history.replaceState(history.state, "", location.pathname + location.search);
    },
  };
}
