// The land as one path in projected coordinates. No borders: to draw them needs a policy on disputed places.
import atlas from "world-atlas/land-110m.json";
import { feature } from "topojson-client";
import { pathOf } from "./projection.js";

export function landPath() {
  return pathOf(feature(atlas, atlas.objects.land));
}
