// The picture on a canvas: ties as one path a colour, cities as points; moved and enlarged without computing it anew.
import { landPath } from "./land.js";
import { project } from "./projection.js";

const HUES = ["--hue-1", "--hue-2", "--hue-3", "--hue-4", "--hue-5", "--hue-6"];
const NAMED = 60; // communities that have a colour, which the sixth after has again; smaller ones are grey
const SHADES = ["--shade-2", "--shade-3", "--shade-4"];

export class Picture {
  constructor(canvas, data) {
    this.canvas = canvas;
    this.data = data;
    this.land = landPath();
    this.degree = new Uint32Array(data.ids.length);
    for (const list of [data.a, data.b]) for (const node of list) this.degree[node]++;
    this.places = { map: this.onMap(), force: this.inWeb() };
    this.view = "map";
    this.colour = "community";
    this.kept = [];
    this.zoom = { map: { k: 1, x: 0, y: 0 }, force: { k: 1, x: 0, y: 0 } };
    this.marked = -1;
    this.waiting = false;
  }

  onMap() {
    return this.data.lon.map((lon, at) => (lon === null ? null : project(lon, this.data.lat[at])));
  }

  inWeb() {
    return this.data.force[0].map((x, at) => [x, this.data.force[1][at] * 0.52]);
  }

  token(name) {
    return getComputedStyle(this.canvas).getPropertyValue(name).trim();
  }

  groupOf(node) {
    if (this.colour === "degree") return Math.min(2, Math.floor(Math.log2(this.degree[node] + 1) / 2));
    const value = this.data[this.colour][node];
    if (this.colour === "community") return value < NAMED ? value % HUES.length : HUES.length;
    return value < 0 ? HUES.length : value % HUES.length;
  }

  colours() {
    const names = this.colour === "degree" ? SHADES : [...HUES, "--hue-7"];
    return names.map((name) => this.token(name));
  }

  /** Cut the choice into one path of ties and one of points for each colour. */
  show(kept) {
    this.kept = kept;
    const { a, b } = this.data;
    const places = this.places[this.view];
    const groups = this.colour === "degree" ? SHADES.length : HUES.length + 1;
    const lines = Array.from({ length: groups }, () => new Path2D());
    this.nodes = Array.from({ length: groups }, () => []);
    const seen = new Uint8Array(places.length);
    for (const k of kept) {
      const from = places[a[k]];
      const to = places[b[k]];
      if (!from || !to) continue;
      for (const node of [a[k], b[k]]) {
        if (!seen[node]) {
          seen[node] = 1;
          this.nodes[this.groupOf(node)].push(node);
        }
      }
      const apart = this.groupOf(a[k]) !== this.groupOf(b[k]);
      const line = lines[apart && this.colour !== "degree" ? groups - 1 : Math.min(this.groupOf(a[k]), this.groupOf(b[k]))];
      if (this.view === "map" && Math.abs(this.data.lon[a[k]] - this.data.lon[b[k]]) > 180) this.around(line, a[k], b[k]);
      else {
        line.moveTo(from[0], from[1]);
        line.lineTo(to[0], to[1]);
      }
    }
    this.lines = lines;
    this.cities = seen.reduce((sum, one) => sum + one, 0);
    this.draw();
  }

  /** A tie across the antimeridian leaves at one side and comes back at the other. */
  around(line, u, v) {
    const { lon, lat } = this.data;
    const side = lon[u] > 0 ? 180 : -180;
    const share = (side - lon[u]) / (lon[v] + 2 * side - lon[u]);
    const at = lat[u] + (lat[v] - lat[u]) * share;
    for (const [x1, y1, x2, y2] of [[lon[u], lat[u], side, at], [-side, at, lon[v], lat[v]]]) {
      line.moveTo(...project(x1, y1));
      line.lineTo(...project(x2, y2));
    }
  }

  scale() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const zoom = this.zoom[this.view];
    const unit = Math.min(width / 2.04, height / 1.08) * zoom.k;
    return { unit, x: width / 2 + zoom.x, y: height / 2 + zoom.y };
  }

  draw() {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.paint();
    });
  }

  paint() {
    const { canvas } = this;
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    const [width, height] = [canvas.clientWidth * ratio, canvas.clientHeight * ratio];
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
    const pen = canvas.getContext("2d");
    const { unit, x, y } = this.scale();
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, width, height);
    pen.setTransform(unit * ratio, 0, 0, unit * ratio, x * ratio, y * ratio);
    if (this.view === "map") {
      pen.fillStyle = this.token("--land");
      pen.fill(this.land);
    }
    const colours = this.colours();
    pen.lineWidth = 0.5 / unit;
    [...this.lines.keys()].reverse().forEach((group) => {
      pen.globalAlpha = this.kept.length > 5000 ? 0.28 : 0.55;
      pen.strokeStyle = colours[group];
      pen.stroke(this.lines[group]);
    });
    pen.globalAlpha = 1;
    const places = this.places[this.view];
    const size = 1.1 / unit;
    this.nodes.forEach((nodes, group) => {
      pen.fillStyle = colours[group];
      for (const node of nodes) {
        const r = size * (0.7 + Math.sqrt(this.degree[node]) * 0.3);
        pen.fillRect(places[node][0] - r, places[node][1] - r, 2 * r, 2 * r);
      }
    });
    if (this.marked >= 0 && places[this.marked]) this.mark(pen, places[this.marked], unit);
  }

  mark(pen, place, unit) {
    pen.beginPath();
    pen.arc(place[0], place[1], 6 / unit, 0, 2 * Math.PI);
    pen.lineWidth = 2 / unit;
    pen.strokeStyle = this.token("--ink");
    pen.stroke();
  }

  /** The city nearest to a point of the canvas, within some pixels; -1 where there is none. */
  at(left, top) {
    const { unit, x, y } = this.scale();
    const places = this.places[this.view];
    let [best, near] = [-1, 81];
    for (const nodes of this.nodes ?? []) {
      for (const node of nodes) {
        const far = (places[node][0] * unit + x - left) ** 2 + (places[node][1] * unit + y - top) ** 2;
        if (far < near) [best, near] = [node, far];
      }
    }
    return best;
  }

  move(dx, dy) {
    const zoom = this.zoom[this.view];
    zoom.x += dx;
    zoom.y += dy;
    this.draw();
  }

  enlarge(factor, left, top) {
    const zoom = this.zoom[this.view];
    const k = Math.min(40, Math.max(1, zoom.k * factor));
    const by = k / zoom.k;
    const [x, y] = [left - this.canvas.clientWidth / 2, top - this.canvas.clientHeight / 2];
    zoom.x = k === 1 ? 0 : x - (x - zoom.x) * by;
    zoom.y = k === 1 ? 0 : y - (y - zoom.y) * by;
    zoom.k = k;
    this.draw();
  }
}
