// Natural Earth (Šavrič, Jenny and Patterson 2011) by d3-geo: x from -1 to 1, y down, whole world in view.
import { geoNaturalEarth1, geoPath } from "d3-geo";

const naturalEarth = geoNaturalEarth1().scale(1 / (0.8707 * Math.PI)).translate([0, 0]).precision(0.0005);

export function project(lon, lat) {
  return naturalEarth([lon, lat]);
}

/** A shape of the globe as a path, cut at the antimeridian. */
export function pathOf(shape) {
  const path = new Path2D();
  geoPath(naturalEarth, path)(shape);
  return path;
}
