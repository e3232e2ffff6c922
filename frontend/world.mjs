// The world that maps are drawn on, from Natural Earth 4.1 by way of world-atlas: countries by their ISO code, names left
// to the server, stitched at the antimeridian, without the Antarctic, parts in dispute kept apart (see disputed.json).
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { geoArea, geoContains } from "d3-geo";
import { geoStitch } from "d3-geo-projection";
import codes from "i18n-iso-countries";
import { feature } from "topojson-client";
import { topology } from "topojson-server";

const require = createRequire(import.meta.url);
// What has no ISO number in the atlas: the code it is listed under, and the code of the part.
const UNNUMBERED = { Kosovo: "XK", "N. Cyprus": "CY-NC", Somaliland: "SO-SL", "Siachen Glacier": "IN-SG", "Indian Ocean Ter.": "CX" };
// The atlas gives Crimea to Russia; it is drawn as a part of Ukraine with a dashed line, as the policy lists it.
const MOVED = [{ from: "RU", to: "UA-CR", at: [34.2, 45.25] }];
const LEFT_OUT = new Set(["AQ"]);

function codeOf(one) {
  return one.id ? codes.numericToAlpha2(one.id) : UNNUMBERED[one.properties.name];
}

/** A polygon whose ring runs the wrong way would cover the rest of the globe. */
function wound(polygon) {
  const covers = geoArea({ type: "Polygon", coordinates: polygon }) > 2 * Math.PI;
  return covers ? polygon.map((ring) => [...ring].reverse()) : polygon;
}

function polygonsOf(geometry) {
  if (geometry.type === "Polygon") return [wound(geometry.coordinates)];
  return geometry.type === "MultiPolygon" ? geometry.coordinates.map(wound) : [];
}

function movedTo(code, polygon) {
  const found = MOVED.find((one) => one.from === code && geoContains({ type: "Polygon", coordinates: polygon }, one.at));
  return found ? found.to : code;
}

function build(atlas) {
  const parts = new Map();
  for (const one of geoStitch(feature(atlas, atlas.objects.countries)).features) {
    const code = codeOf(one);
    if (!code || LEFT_OUT.has(code)) continue;
    for (const polygon of polygonsOf(one.geometry)) {
      const into = movedTo(code, polygon);
      parts.set(into, [...(parts.get(into) ?? []), polygon]);
    }
  }
  const features = [...parts].sort().map(([id, coordinates]) => ({
    type: "Feature", id, properties: {}, geometry: { type: "MultiPolygon", coordinates },
  }));
  return topology({ countries: { type: "FeatureCollection", features } }, 2e4);
}

/** Write world-110m.json and world-50m.json; returns what they were made from. */
export async function writeWorld(out) {
  const used = [];
  for (const scale of ["110m", "50m"]) {
    const path = require.resolve(`world-atlas/countries-${scale}.json`);
    writeFileSync(join(out, `world-${scale}.json`), JSON.stringify(build(JSON.parse(readFileSync(path, "utf8")))));
    used.push("node_modules/world-atlas/package.json");
  }
  return used;
}
