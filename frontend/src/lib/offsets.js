// Offsets: the register counts code points, the browser UTF-16 units. Here, and only here, they meet.

/** Code points in the first `units` UTF-16 units of `text`; inside a pair: before its character. */
export function toPoints(text, units) {
  let points = 0;
  for (let at = 0; at < units; at += text.codePointAt(at) > 0xffff ? 2 : 1) points += 1;
  const inside = units > 0 && units < text.length && text.codePointAt(units - 1) > 0xffff;
  return inside ? points - 1 : points;
}

/** UTF-16 units of the first `points` code points of `text`. */
export function toUnits(text, points) {
  let at = 0;
  for (let seen = 0; seen < points && at < text.length; seen += 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

/** Pieces of a text: elements with one text node each, and where each begins and ends in code points. */
export function readPages(root) {
  return [...root.querySelectorAll("[data-start]")].map(readPage);
}

/** One piece of a text. */
export function readPage(element) {
  const text = element.textContent;
  const start = Number(element.dataset.start);
  const wide = /[\ud800-\udbff]/.test(text);
  return { element, node: element.firstChild, text, start, wide, end: start + (wide ? [...text].length : text.length) };
}

/** The code point of a place in the text, or null outside it. */
export function pointAt(pages, node, offset) {
  const page = pages.find((one) => one.node === node || one.element === node);
  if (!page) return null;
  if (page.element === node) return offset ? page.end : page.start;
  return page.start + (page.wide ? toPoints(page.text, offset) : offset);
}

/** The page that holds a code point, found by halving. */
export function pageOf(pages, point) {
  let low = 0;
  let high = pages.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pages[middle].start <= point) low = middle;
    else high = middle - 1;
  }
  return pages[low];
}

/** A range over code points `start` to `end`, or over what of them is here; null where nothing is. */
export function rangeOf(pages, start, end) {
  if (!pages.length || end <= pages[0].start || start >= pages.at(-1).end) return null;
  const first = pageOf(pages, start);
  const last = pageOf(pages, Math.max(start, end - 1));
  if (!first?.node || !last?.node) return null;
  const units = (page, point) => {
    const inside = Math.max(0, Math.min(point, page.end) - page.start);
    return page.wide ? toUnits(page.text, inside) : inside;
  };
  const range = new StaticRange({ startContainer: first.node, startOffset: units(first, start), endContainer: last.node, endOffset: units(last, end) });
  return range;
}
