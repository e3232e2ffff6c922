// Ties as arcs: the shortest way over the globe, cut where the map is cut.
import { geoPath } from "d3-geo";
import { projection } from "./world.js";

const draw = geoPath(projection);

/** The path of one arc between two [longitude, latitude]. */
export function arcOf(from, to) {
  return new Path2D(draw({ type: "LineString", coordinates: [from, to] }) ?? "");
}

/** Put arcs ({from, to, size}) into few paths by how strong they are, so that a frame strokes a handful of paths. */
export function bundleArcs(arcs, classes = 5) {
  const most = Math.max(1, ...arcs.map((one) => one.size));
  const bundles = Array.from({ length: classes }, (_, rank) => ({ path: new Path2D(), share: (rank + 1) / classes }));
  for (const one of arcs) {
    const rank = Math.min(classes - 1, Math.floor(Math.sqrt(one.size / most) * classes));
    const words = draw({ type: "LineString", coordinates: [one.from, one.to] });
    if (words) bundles[rank].path.addPath(new Path2D(words));
  }
  return bundles;
}
