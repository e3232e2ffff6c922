// Moving about a map: drag, pinch, buttons, keys; the wheel only with Ctrl, so that a page scrolls past the map.
import { HEIGHT, WIDTH } from "./world.js";

export const FARTHEST = 1;
export const NEAREST = 40;

/** What part of the map is shown: scale and shift from map coordinates to pixels of the canvas (CSS pixels). */
export class View {
  constructor() {
    this.k = FARTHEST;
    this.x = 0;
    this.y = 0;
    this.width = WIDTH;
    this.height = HEIGHT;
  }

  /** Fit the whole world into a box, or its width on a wide one; keep the centre. */
  resize(width, height) {
    const centre = this.base ? this.invert([this.width / 2, this.height / 2]) : null;
    this.width = width;
    this.height = height;
    this.base = Math.max(width / WIDTH, height / HEIGHT);
    if (centre) {
      this.x = width / 2 - centre[0] * this.scale;
      this.y = height / 2 - centre[1] * this.scale;
    }
    this.clamp();
  }

  get scale() {
    return this.k * this.base;
  }

  project([x, y]) {
    return [x * this.scale + this.x, y * this.scale + this.y];
  }

  invert([x, y]) {
    return [(x - this.x) / this.scale, (y - this.y) / this.scale];
  }

  zoom(factor, at = [this.width / 2, this.height / 2]) {
    const under = this.invert(at);
    this.k = Math.min(NEAREST, Math.max(FARTHEST, this.k * factor));
    this.x = at[0] - under[0] * this.scale;
    this.y = at[1] - under[1] * this.scale;
    this.clamp();
  }

  pan(dx, dy) {
    this.x += dx;
    this.y += dy;
    this.clamp();
  }

  /** Show these points (map coordinates) with a margin. */
  fit(points, margin = 40) {
    const xs = points.map((one) => one[0]);
    const ys = points.map((one) => one[1]);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const room = [(this.width - 2 * margin) / Math.max(1, right - left), (this.height - 2 * margin) / Math.max(1, bottom - top)];
    this.k = Math.min(8, Math.max(FARTHEST, Math.min(...room) / this.base));
    this.x = this.width / 2 - ((left + right) / 2) * this.scale;
    this.y = this.height / 2 - ((top + bottom) / 2) * this.scale;
    this.clamp();
  }

  clamp() {
    this.x = Math.min(0, Math.max(this.width - WIDTH * this.scale, this.x));
    this.y = Math.min(0, Math.max(this.height - HEIGHT * this.scale, this.y));
  }
}

/** Tell `moved` of every change of the view by pointer or wheel; `clicked` and `hovered` of points of the canvas. */
export function listen(canvas, view, { moved, clicked, hovered }) {
  const down = new Map();
  let travelled = 0;
  const at = (event) => [event.offsetX, event.offsetY];
  canvas.addEventListener("pointerdown", (event) => {
    down.set(event.pointerId, at(event));
    travelled = 0;
    if (event.pointerType === "mouse") canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    const was = down.get(event.pointerId);
    if (!was) return hovered(event.pointerType === "mouse" ? at(event) : null);
    const now = at(event);
    travelled += Math.abs(now[0] - was[0]) + Math.abs(now[1] - was[1]);
    if (down.size === 1 && (event.pointerType === "mouse" || view.k > FARTHEST)) view.pan(now[0] - was[0], now[1] - was[1]);
    if (down.size === 2) pinch(view, down, event.pointerId, now);
    down.set(event.pointerId, now);
    moved();
  });
  for (const name of ["pointerup", "pointercancel", "pointerleave"]) {
    canvas.addEventListener(name, (event) => {
      const held = down.delete(event.pointerId);
      if (name === "pointerup" && held && travelled < 6) clicked(at(event));
      if (name === "pointerleave") hovered(null);
    });
  }
  canvas.addEventListener("dblclick", (event) => {
    view.zoom(2, at(event));
    moved();
  });
  canvas.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    view.zoom(2 ** (-event.deltaY / 120), at(event));
    moved();
  }, { passive: false });
}

function pinch(view, down, moving, now) {
  const other = [...down].find(([id]) => id !== moving)[1];
  const was = down.get(moving);
  const span = (one) => Math.hypot(one[0] - other[0], one[1] - other[1]);
  view.zoom(span(now) / Math.max(1, span(was)), [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2]);
}
