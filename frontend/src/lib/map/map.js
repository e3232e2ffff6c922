// One map: ground, arcs, points, hover and keyboard selection, and a sentence about what is selected.
import { fill, readData, showNumber } from "../words.js";
import { arcOf, bundleArcs } from "./arcs.js";
import { Picture, paintBundles, paintGround, paintPoints, readColours } from "./paint.js";
import { FARTHEST, View, listen } from "./view.js";
import { buildGround, projection, readWorld } from "./world.js";

const REST = 140; // milliseconds without movement until the picture is painted anew
const NEAR = 14; // pixels within which a point is meant
const FINE = 3.2; // from this scale on the finer world is drawn, and cities instead of countries
const MOST_ARCS = 1500;
const MOST_FLOWS = 900; // of the weakest there are thousands, and they hide the others

export class WorldMap {
  /** `frame` is a [data-map] element; its canvas, words and addresses come with the page. */
  constructor(frame) {
    this.frame = frame;
    this.words = readData("map-words");
    this.canvas = frame.querySelector("canvas");
    this.says = frame.querySelector("[data-says]");
    this.view = new View();
    this.picture = new Picture(this.canvas);
    this.chosen = null;
    this.layers = [];
  }

  async start() {
    const { world, data, borders } = this.frame.dataset;
    const inline = this.frame.dataset.inline;
    const [topology, told] = await Promise.all([readWorld(world), inline ? readData(inline) : readWorld(data)]);
    this.borders = borders;
    this.ground = buildGround(topology, borders);
    this.colours = readColours(this.frame);
    this.setLayer(told);
    this.resize();
    if (this.layer.fit) this.view.fit(bulk(this.layer.points.map((one) => one.at)));
    this.listen();
    this.paint();
    this.frame.dataset.ready = "";
    if (this.canvas.dataset.choose) this.chooseById(this.canvas.dataset.choose);
  }

  /** Take points ([id, name, note, longitude, latitude, size, address, main]) and arcs ([from, to, size]). */
  setLayer(told) {
    const most = Math.max(2, told.points.reduce((largest, one) => Math.max(largest, one[5]), 0));
    const points = told.points.map(([id, name, note, lon, lat, size, address, main]) => ({
      id, name, note, size, main: Boolean(main), address: address ?? told.address?.replace("ID", id), place: [lon, lat], at: projection([lon, lat]),
      radius: main ? 6 : radiusOf(size / most, told.points.length),
    })).filter((one) => one.at);
    const known = new Map(points.map((one) => [one.id, one]));
    const ends = told.arcs.map(([a, b, size]) => ({ a: known.get(told.points[a][0]), b: known.get(told.points[b][0]), size }));
    const arcs = ends.filter((one) => one.a && one.b && one.a !== one.b);
    for (const one of points) one.arcs = [];
    for (const one of arcs) {
      one.a.arcs.push(one);
      one.b.arcs.push(one);
    }
    this.layer = { points, arcs, fit: told.fit, shades: told.shades ?? {}, widest: told.widest ?? 3 };
    this.bundles = bundleArcs(strongest(arcs, MOST_FLOWS).map((one) => ({ from: one.a.place, to: one.b.place, size: one.size })));
  }

  resize() {
    const box = this.canvas.getBoundingClientRect();
    this.view.resize(box.width, box.height);
    this.picture.resize(box.width, box.height);
  }

  listen() {
    listen(this.canvas, this.view, {
      moved: () => this.move(),
      hovered: (at) => this.hover(at),
      clicked: (at) => this.click(at),
    });
    this.canvas.addEventListener("keydown", (event) => this.press(event));
    for (const button of this.frame.querySelectorAll("button[data-zoom]")) {
      button.addEventListener("click", () => this.zoomBy(button.dataset.zoom));
    }
    new ResizeObserver(() => {
      this.resize();
      this.paint();
    }).observe(this.canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      this.colours = readColours(this.frame);
      this.paint();
    });
  }

  zoomBy(how) {
    if (how === "all") this.view.zoom(0);
    else {
      const heart = this.heart();
      this.view.zoom(how === "in" ? 1.8 : 1 / 1.8, heart);
      if (heart) this.view.pan(this.view.width / 2 - heart[0], this.view.height / 2 - heart[1]);
    }
    this.move();
  }

  /** Where to come nearer without a pointer: to what is chosen; from afar to where most is; else to the middle. */
  heart() {
    if (this.chosen) return this.view.project(this.chosen.at);
    if (this.view.k > FARTHEST) return undefined;
    const all = this.layer.points.reduce((sum, one) => sum + one.size, 0) || 1;
    const mean = [0, 1].map((axis) => this.layer.points.reduce((sum, one) => sum + one.at[axis] * one.size, 0) / all);
    return this.view.project(mean);
  }

  /** Show the moved picture at once, and paint anew when the view rests. */
  move() {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.rest(), REST);
    if (this.asked) return;
    this.asked = requestAnimationFrame(() => {
      this.asked = 0;
      const started = performance.now();
      this.picture.move(this.view);
      this.paintChosen();
      this.frame.dispatchEvent(new CustomEvent("mapframe", { detail: performance.now() - started }));
    });
  }

  async rest() {
    this.paint();
    if (this.view.k < FINE || this.fine) return;
    this.fine = true;
    const { worldFine, detail } = this.frame.dataset;
    const [topology, told] = await Promise.all([readWorld(worldFine), detail ? readWorld(detail) : null]);
    this.ground = buildGround(topology, this.borders);
    if (told) {
      this.coarse = { layer: this.layer, bundles: this.bundles };
      this.setLayer(told);
      this.cities = { layer: this.layer, bundles: this.bundles };
    }
    this.paint();
  }

  /** Countries from afar, cities from near, where the map has both. */
  chooseLayer() {
    if (!this.cities) return;
    const wanted = this.view.k < FINE ? this.coarse : this.cities;
    if (wanted.layer === this.layer) return;
    Object.assign(this, wanted);
    this.choose(null);
  }

  paint() {
    this.chooseLayer();
    const near = this.cities && this.layer === this.cities.layer;
    const bundles = near ? this.visibleBundles() : this.bundles;
    this.picture.paint(this.view, (context, view, ratio) => {
      context.setTransform(ratio * view.scale, 0, 0, ratio * view.scale, ratio * view.x, ratio * view.y);
      const pixel = 1 / view.scale;
      paintGround(context, this.ground, this.colours, pixel, (code) => this.shade(code));
      paintBundles(context, bundles, this.colours.accent, pixel, this.layer.widest);
      paintPoints(context, this.layer.points, this.colours, pixel);
    });
    this.paintChosen();
  }

  shade(code) {
    const rank = this.layer.shades[code];
    return rank ? this.colours[`shade-${rank}`] : null;
  }

  /** Of tens of thousands of arcs only those with an end in sight, and no more than can be told apart. */
  visibleBundles() {
    const [left, top] = this.view.invert([0, 0]);
    const [right, bottom] = this.view.invert([this.view.width, this.view.height]);
    const inside = ({ at: [x, y] }) => x >= left && x <= right && y >= top && y <= bottom;
    const seen = this.layer.arcs.filter((one) => inside(one.a) || inside(one.b));
    this.tell(seen.length > MOST_ARCS ? fill(this.words.some, { shown: showNumber(MOST_ARCS), all: showNumber(seen.length) }) : "");
    const step = Math.max(1, seen.length / MOST_ARCS);
    const shown = Array.from({ length: Math.min(seen.length, MOST_ARCS) }, (_, place) => seen[Math.floor(place * step)]);
    return bundleArcs(shown.map((one) => ({ from: one.a.place, to: one.b.place, size: 0.01 })));
  }

  paintChosen() {
    const one = this.chosen;
    if (!one) return;
    this.picture.over(this.view, (context, pixel) => {
      context.strokeStyle = this.colours["hue-2"];
      for (const arc of one.arcs) {
        arc.path ??= arcOf(arc.a.place, arc.b.place);
        context.lineWidth = (one.arcs.length > 60 ? 1 : 1.6) * pixel;
        context.stroke(arc.path);
      }
      const ends = one.arcs.map((arc) => (arc.a === one ? arc.b : arc.a));
      paintPoints(context, [...ends, { ...one, main: true, radius: Math.max(5, one.radius) }], this.colours, pixel);
    });
  }

  nearest(at) {
    let best = null;
    let least = NEAR ** 2;
    for (const one of this.layer.points) {
      const [x, y] = this.view.project(one.at);
      const far = (x - at[0]) ** 2 + (y - at[1]) ** 2 - Math.min(one.radius, 8) ** 2;
      if (far < least) [best, least] = [one, far];
    }
    return best;
  }

  hover(at) {
    const found = at && this.nearest(at);
    this.canvas.classList.toggle("points", Boolean(found?.address));
    if (found) this.choose(found);
  }

  click(at) {
    const found = this.nearest(at);
    if (found && found === this.chosen && found.address) location.href = found.address;
    this.choose(found);
  }

  chooseById(id) {
    this.choose(this.layer.points.find((one) => one.id === id) ?? null);
  }

  choose(one) {
    if (this.chosen === one) return;
    this.chosen = one;
    this.picture.move(this.view);
    this.paintChosen();
    this.tell(one ? this.sentence(one) : "", one);
  }

  sentence(one) {
    const best = [...one.arcs].sort((x, y) => y.size - x.size).slice(0, 3).map((arc) => (arc.a === one ? arc.b : arc.a).name);
    const parts = [one.note, best.length > 1 ? fill(this.words.most, { names: best.join(this.words.comma) }) : ""];
    return parts.filter(Boolean).join(" · ");
  }

  /** Say something under the map, with a link where what is chosen has a page. */
  tell(words, one = null) {
    const name = document.createElement(one?.address ? "a" : "strong");
    if (one?.address) name.href = one.address;
    name.textContent = one?.name ?? "";
    this.says.replaceChildren(...(one ? [name, " ", words] : [words || this.words.hint]));
  }

  press(event) {
    const keys = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
    const way = keys[event.key];
    if (way && event.shiftKey) {
      this.view.pan(-60 * way[0], -60 * way[1]);
      this.move();
    } else if (way) this.step(way);
    else if (event.key === "+" || event.key === "=") this.zoomBy("in");
    else if (event.key === "-") this.zoomBy("out");
    else if (event.key === "0") this.zoomBy("all");
    else if (event.key === "Escape") this.choose(null);
    else if (event.key === "Enter" && this.chosen?.address) location.href = this.chosen.address;
    else return;
    event.preventDefault();
  }

  /** Choose the nearest point in a direction; the largest one to begin with. */
  step([dx, dy]) {
    const from = this.chosen;
    if (!from) return this.choose([...this.layer.points].sort((x, y) => y.size - x.size)[0] ?? null);
    let best = null;
    let least = Infinity;
    for (const one of this.layer.points) {
      const [x, y] = [one.at[0] - from.at[0], one.at[1] - from.at[1]];
      const along = x * dx + y * dy;
      const aside = Math.abs(x * dy - y * dx);
      if (one === from || along <= 0 || aside > along * 2) continue;
      const cost = along + 2 * aside;
      if (cost < least) [best, least] = [one, cost];
    }
    if (best) this.reveal(best);
  }

  reveal(one) {
    const [x, y] = this.view.project(one.at);
    const outside = x < 20 || y < 20 || x > this.view.width - 20 || y > this.view.height - 20;
    if (outside) this.view.pan(this.view.width / 2 - x, this.view.height / 2 - y);
    this.choose(one);
    if (outside) this.move();
  }
}

/** Without the outermost of many, so that a few far away do not make all the others small. */
function bulk(places) {
  if (places.length < 60) return places;
  const inner = [0, 1].map((axis) => {
    const sorted = places.map((one) => one[axis]).sort((x, y) => x - y);
    return [sorted[Math.floor(sorted.length * 0.02)], sorted[Math.ceil(sorted.length * 0.98) - 1]];
  });
  return places.filter((one) => [0, 1].every((axis) => one[axis] >= inner[axis][0] && one[axis] <= inner[axis][1]));
}

/** Area by size, smaller where there are many. */
function radiusOf(share, count) {
  const [least, room] = count > 2000 ? [1, 3] : count > 400 ? [1.6, 3.6] : [2, 5];
  return least + room * Math.sqrt(share);
}

function strongest(arcs, most) {
  return arcs.length <= most ? arcs : [...arcs].sort((x, y) => y.size - x.size).slice(0, most);
}

