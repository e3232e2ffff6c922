// The world of ties: fetch all cities and ties once, then filter, colour and move in the browser.
import { chooseTies } from "../lib/world/choose.js";
import { Picture } from "../lib/world/picture.js";
import { fill, readData, showNumber } from "../lib/words.js";

const words = readData("world-words");
const box = document.getElementById("world");
const canvas = document.getElementById("world-canvas");
const told = document.getElementById("world-status");
const field = (name) => document.getElementById(`w-${name}`);

function readChoice() {
  const year = field("year");
  return {
    country: field("country").value,
    network: field("network").value,
    dimension: field("dimension").value,
    year: year ? Number(year.value) : 0,
    undated: year ? field("undated").checked : true,
  };
}

function showAll(picture) {
  const choice = readChoice();
  picture.view = field("view").value;
  picture.colour = field("colour").value;
  for (const keys of box.querySelectorAll("[data-colour]")) keys.hidden = keys.dataset.colour !== picture.colour;
  const kept = chooseTies(picture.data, choice);
  picture.show(kept);
  if (field("year")) document.getElementById("w-year-shown").textContent = new Intl.NumberFormat(document.documentElement.lang, { useGrouping: false }).format(choice.year);
  told.textContent = kept.length ? fill(words.shown, { ties: showNumber(kept.length), cities: showNumber(picture.cities) }) : words.nobody;
}

function watchPointer(picture) {
  let from = null;
  let moved = false;
  canvas.addEventListener("pointerdown", (event) => {
    from = [event.offsetX, event.offsetY];
    moved = false;
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (from) {
      const [dx, dy] = [event.offsetX - from[0], event.offsetY - from[1]];
      if (Math.abs(dx) + Math.abs(dy) > 3) moved = true;
      if (moved) {
        picture.move(dx, dy);
        from = [event.offsetX, event.offsetY];
      }
      return;
    }
    const node = picture.at(event.offsetX, event.offsetY);
    canvas.classList.toggle("over", node >= 0);
    if (node >= 0) {
      const country = picture.data.countries[picture.data.country[node]];
      const community = picture.data.communities[picture.data.community[node]];
      const ties = `${showNumber(picture.degree[node])} ${words.ties}`;
      told.textContent = `${picture.data.names[node]}${country ? ` (${country})` : ""}: ${ties}${community ? ` · ${community}` : ""}`;
    }
  });
  canvas.addEventListener("pointerup", (event) => {
    from = null;
    const node = moved ? -1 : picture.at(event.offsetX, event.offsetY);
    if (node >= 0) location.href = words.city.replace("ID", encodeURIComponent(picture.data.ids[node]));
  });
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    picture.enlarge(event.deltaY < 0 ? 1.25 : 0.8, event.offsetX, event.offsetY);
  }, { passive: false });
  canvas.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [40, 0], ArrowRight: [-40, 0], ArrowUp: [0, 40], ArrowDown: [0, -40] }[event.key];
    if (step) picture.move(...step);
    else if ("+-".includes(event.key)) picture.enlarge(event.key === "+" ? 1.25 : 0.8, canvas.clientWidth / 2, canvas.clientHeight / 2);
    else return;
    event.preventDefault();
  });
}

async function begin() {
  box.hidden = false;
  const picture = new Picture(canvas, await (await fetch(box.dataset.src)).json());
  picture.marked = picture.data.ids.indexOf(new URLSearchParams(location.search).get("city") ?? "");
  watchPointer(picture);
  document.getElementById("world-form").addEventListener("input", () => showAll(picture));
  document.getElementById("world-form").addEventListener("submit", (event) => event.preventDefault());
  new ResizeObserver(() => picture.lines && picture.draw()).observe(canvas);
  showAll(picture);
  box.dataset.ready = "true";
}

begin();
