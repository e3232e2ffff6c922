// Maps: each [data-map] of the page. Without a script its place stays empty and the table beside it says the same.
import { WorldMap } from "../lib/map/map.js";

for (const frame of document.querySelectorAll("[data-map]")) {
  frame.hidden = false;
  const map = new WorldMap(frame);
  map.start().catch(() => {
    frame.hidden = true; // the table says it all
  });
}
