// The ground of every map: land, coasts and borders as paths in the map's own coordinates.
import { geoEqualEarth, geoGraticule10, geoPath } from "d3-geo";
import { feature, mesh } from "topojson-client";
import disputed from "./disputed.json";

export const WIDTH = 1000; // of the map's own coordinates
export const HEIGHT = 470;
const SOUTHMOST = -57;

// Turned by eleven degrees, so that the cut runs through the Bering Strait and divides no land.
export const projection = geoEqualEarth()
  .rotate([-11, 0])
  .precision(0.15)
  .fitExtent([[4, 4], [WIDTH - 4, HEIGHT - 4]], {
    type: "MultiPoint",
    coordinates: [[-168, 0], [190.9, 0], [0, 84], [0, SOUTHMOST]],
  });

const IN_DISPUTE = new Set(disputed.pairs.map((pair) => pair.join()));
const countryOf = (geometry) => geometry.id.slice(0, 2);

function isDisputed(a, b) {
  return IN_DISPUTE.has([a.id, b.id].sort().join());
}

export function pathOf(geometry) {
  return new Path2D(geoPath(projection)(geometry) ?? "");
}

/** Everything drawn of the world at one scale; `borders` is "dashed", "plain" or "none". */
export function buildGround(topology, borders) {
  const countries = topology.objects.countries;
  const between = (wanted) => pathOf(mesh(topology, countries, (a, b) => a !== b && wanted(a, b)));
  const features = feature(topology, countries).features;
  const shown = borders !== "none";
  return {
    outline: pathOf({ type: "Sphere" }),
    graticule: pathOf(geoGraticule10()),
    land: pathOf({ type: "FeatureCollection", features }),
    borders: shown ? between((a, b) => countryOf(a) !== countryOf(b) && (borders === "plain" || !isDisputed(a, b))) : null,
    disputed: borders === "dashed" ? between(isDisputed) : null,
    countries: groupByCountry(features),
  };
}

function groupByCountry(features) {
  const found = new Map();
  for (const one of features) {
    const code = countryOf(one);
    const path = found.get(code) ?? new Path2D();
    path.addPath(pathOf(one));
    found.set(code, path);
  }
  return found;
}

export async function readWorld(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}
