// Drawing. A whole picture is painted once the view rests; while it moves, the last picture is moved instead, so that a
// frame costs the same however many arcs there are.

const OVERSIZE = 1.0;

export function readColours(element) {
  const style = getComputedStyle(element);
  const names = ["sea", "land", "border", "edge", "accent", "ink", "paper", "shade-1", "shade-2", "shade-3", "quiet", "hue-2"];
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

export class Picture {
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
    this.kept = document.createElement("canvas");
    this.keptAt = null;
  }

  resize(width, height) {
    this.ratio = Math.min(2, window.devicePixelRatio || 1) * OVERSIZE;
    for (const one of [this.canvas, this.kept]) {
      one.width = Math.round(width * this.ratio);
      one.height = Math.round(height * this.ratio);
    }
    this.keptAt = null;
  }

  /** Paint anew with `paint(context, view)` and keep what was painted. */
  paint(view, paint) {
    const context = this.kept.getContext("2d");
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.kept.width, this.kept.height);
    paint(context, view, this.ratio);
    this.keptAt = { scale: view.scale, x: view.x, y: view.y };
    this.move(view);
  }

  /** Show what was painted last, moved to where the view is now; whether there was anything to move. */
  move(view) {
    if (!this.keptAt || !this.kept.width || !this.kept.height) return false;
    const { context, canvas, keptAt, ratio } = this;
    const factor = view.scale / keptAt.scale;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.setTransform(factor, 0, 0, factor, (view.x - keptAt.x * factor) * ratio, (view.y - keptAt.y * factor) * ratio);
    context.drawImage(this.kept, 0, 0);
    return true;
  }

  /** Draw something light over the picture, in the coordinates of the map. */
  over(view, paint) {
    const { context, ratio } = this;
    context.setTransform(ratio * view.scale, 0, 0, ratio * view.scale, ratio * view.x, ratio * view.y);
    paint(context, 1 / view.scale);
  }
}

/** The ground in the coordinates of the map; `pixel` is how wide one pixel is there. */
export function paintGround(context, ground, colours, pixel, shadeOf) {
  context.fillStyle = colours.land;
  context.fill(ground.land);
  if (shadeOf) {
    for (const [code, path] of ground.countries) {
      const shade = shadeOf(code);
      if (!shade) continue;
      context.fillStyle = shade;
      context.fill(path);
    }
  }
  context.lineJoin = "round";
  context.strokeStyle = colours.border;
  context.lineWidth = 0.9 * pixel;
  if (ground.borders) context.stroke(ground.borders);
  if (!ground.disputed) return;
  context.setLineDash([3 * pixel, 2.5 * pixel]);
  context.strokeStyle = colours.edge;
  context.stroke(ground.disputed);
  context.setLineDash([]);
}

export function paintBundles(context, bundles, colour, pixel, widest) {
  context.strokeStyle = colour;
  context.lineCap = "round";
  for (const { path, share } of bundles) {
    context.globalAlpha = 0.14 + 0.62 * share;
    context.lineWidth = Math.max(0.6, widest * share) * pixel;
    context.stroke(path);
  }
  context.globalAlpha = 1;
}

export function paintPoints(context, points, colours, pixel) {
  for (const one of points) {
    context.beginPath();
    context.arc(one.at[0], one.at[1], one.radius * pixel, 0, 7);
    context.fillStyle = one.main ? colours["hue-2"] : colours.accent;
    context.globalAlpha = one.main ? 1 : 0.85;
    context.fill();
    context.globalAlpha = 1;
    context.strokeStyle = colours.paper;
    context.lineWidth = 0.8 * pixel;
    context.stroke();
  }
}
