// A long text comes in parts: the next is fetched when the reader comes near the end of what is here.
import { rangeOf, readPage } from "./offsets.js";

/** Let `text` grow at both ends; `pages` grows with it, and `take` gets the codings of each part that came. */
export function growText(root, text, pages, take) {
  const count = Number(root.dataset.parts);
  const shown = { before: Number(root.dataset.part), after: Number(root.dataset.part) };
  const edges = { before: document.createElement("div"), after: document.createElement("div") };
  text.prepend(edges.before);
  text.append(edges.after);
  goToPlace(root, text, pages);

  function put(told, way) {
    const made = told.pages.map(buildPage);
    const kept = pages[0].element;
    const top = kept.getBoundingClientRect().top;
    text.style.overflowAnchor = "none"; // what comes before must not move what is being read
    if (way === "before") edges.before.after(...made);
    else edges.after.before(...made);
    if (way === "before") text.scrollTop += kept.getBoundingClientRect().top - top;
    requestAnimationFrame(() => { text.style.overflowAnchor = ""; });
    const read = made.map(readPage);
    if (way === "before") pages.unshift(...read);
    else pages.push(...read);
    take(told.codings);
  }

  async function load(way) {
    const part = shown[way] + (way === "before" ? -1 : 1);
    if (part < 1 || part > count) return;
    watch.unobserve(edges[way]);
    const answer = await fetch(root.dataset.partAt.replace(/0\/$/, `${part}/`));
    if (!answer.ok) return; // the links below the text go there all the same
    put(await answer.json(), way);
    shown[way] = part;
    watch.observe(edges[way]);
  }

  const watch = new IntersectionObserver((seen) => {
    for (const one of seen) if (one.isIntersecting) load(one.target === edges.before ? "before" : "after");
  }, { root: text, rootMargin: "800px 0px" });
  if (count > 1) requestAnimationFrame(() => { for (const edge of Object.values(edges)) watch.observe(edge); });
}

function buildPage(one) {
  const element = document.createElement("p");
  element.className = one.last ? "text-page ends" : "text-page";
  element.dir = one.direction;
  element.dataset.start = one.start;
  element.dataset.number = one.number;
  element.textContent = one.text;
  return element;
}

/** Show the page or the place that the address asked for. */
function goToPlace(root, text, pages) {
  const { at, page } = root.dataset;
  const asked = at === undefined ? pages.find((one) => one.element.dataset.number === page)?.element : rangeOf(pages, Number(at), Number(at) + 1)?.startContainer.parentElement;
  if (asked) text.scrollTop += asked.getBoundingClientRect().top - text.getBoundingClientRect().top;
}
