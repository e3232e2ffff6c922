// Coding: select a passage, type an indicator, press Enter. Marks are highlights over the text, which itself never
// changes; so passages may overlap, and five thousand of them cost no element.
import "../styles/coding.css";
import { growText } from "../lib/growing.js";
import { pointAt, rangeOf, readPages } from "../lib/offsets.js";
import { readData, showNumber } from "../lib/words.js";
import { watchWork } from "../lib/work.js";

const SHADES = 6;
const SHOWN = 30;

function start(root) {
  const find = (name) => root.querySelector(`[data-${name}]`);
  const text = root.querySelector(".text");
  const pages = readPages(text);
  const codes = readData("codes", []);
  const words = readData("coding-words", {});
  const labels = new Map(codes.map((one) => [one.id, one.label]));
  const shade = new Map(codes.map((one, index) => [one.id, index % SHADES]));
  const codings = new Map(readData("coded", []).map((one) => [one.id, one]));
  const ranges = new Map();
  const marks = Array.from({ length: SHADES }, (_, index) => {
    const mark = new Highlight();
    CSS.highlights.set(`coded-${index}`, mark);
    return mark;
  });
  const chosen = new Highlight();
  CSS.highlights.set("passage", chosen);
  let passage = null;
  let active = 0;

  const say = (sentence, bad = false) => {
    find("status").textContent = sentence;
    find("status").classList.toggle("fault", bad);
  };

  // What changed may be in a part of the text that is not here.
  function lead(point) {
    const link = document.createElement("a");
    link.href = `?at=${point}`;
    link.textContent = words.there;
    find("status").append(" ", link);
  }

  const token = root.querySelector("[name=csrfmiddlewaretoken]").value;
  async function send(address, value) {
    const answer = await fetch(address, { method: "POST", headers: { "Content-Type": "application/json", "X-CSRFToken": token }, body: JSON.stringify(value) });
    let told = {};
    try {
      told = await answer.json();
    } catch {
      told = { faults: [String(answer.status)] };
    }
    if (!answer.ok || told.faults) throw new Error((told.faults ?? [String(answer.status)]).join(" "));
    return told;
  }

  function paint(one) {
    if (one.start === undefined) return;
    const range = rangeOf(pages, one.start, one.end);
    if (!range) return;
    ranges.set(one.id, range);
    marks[shade.get(one.indicator) ?? 0].add(range);
  }

  function clear(id) {
    const one = codings.get(id);
    const range = ranges.get(id);
    if (one && range) marks[shade.get(one.indicator) ?? 0].delete(range);
    ranges.delete(id);
    codings.delete(id);
  }

  function wordsOf(one) {
    const range = rangeOf(pages, one.start, one.end);
    if (!range) return "";
    const live = document.createRange();
    live.setStart(range.startContainer, range.startOffset);
    live.setEnd(range.endContainer, range.endOffset);
    return live.toString();
  }

  function entry(one) {
    const item = document.createElement("li");
    const go = document.createElement("button");
    go.type = "button";
    go.className = "bare";
    go.textContent = labels.get(one.indicator) ?? one.indicator;
    go.classList.add(`shade-${shade.get(one.indicator) ?? 0}`);
    go.addEventListener("click", () => show(one));
    const said = document.createElement("span");
    said.className = "note";
    said.dir = "auto";
    said.textContent = one.start === undefined ? `${words.whole}: ${one.grade ?? ""}` : (one.quotation ?? wordsOf(one)).slice(0, 90);
    const away = document.createElement("button");
    away.type = "button";
    away.className = "bare";
    away.textContent = words.remove;
    away.addEventListener("click", () => act({ kind: "uncode", coding: one.id }));
    item.append(go, " ", said, " ", away);
    return item;
  }

  function list() {
    const standing = [...codings.values()].sort((a, b) => (a.start ?? -1) - (b.start ?? -1));
    const near = passage ? Math.max(0, standing.findIndex((one) => (one.start ?? -1) >= passage.start) - 20) : Math.max(0, standing.length - SHOWN);
    find("codings").replaceChildren(...standing.slice(near, near + SHOWN).map(entry));
  }

  function show(one) {
    const range = one.start === undefined ? null : rangeOf(pages, one.start, one.end);
    if (!range) return;
    range.startContainer.parentElement.scrollIntoView({ block: "center" });
    take(one.start, one.end);
  }

  async function act(event) {
    const began = performance.now();
    try {
      const told = await send(root.dataset.events, event);
      for (const id of told.gone) clear(id);
      for (const one of told.changed) {
        clear(one.id);
        codings.set(one.id, one);
        paint(one);
      }
      root.querySelector("[data-deed=undo]").disabled = told.undo === 0;
      root.querySelector("[data-deed=redo]").disabled = told.redo === 0;
      find("total").textContent = showNumber(told.total);
      list();
      say({ undo: words.undone, redo: words.redone }[event.kind] ?? words.saved);
      const away = told.changed.find((one) => one.start !== undefined && !ranges.has(one.id));
      if (away) lead(away.start);
    } catch (problem) {
      say(words.failed + problem.message, true);
    }
    root.dataset.took = String(Math.round(performance.now() - began));
  }

  function take(from, to) {
    passage = { start: Math.min(from, to), end: Math.max(from, to) };
    const range = rangeOf(pages, passage.start, passage.end);
    chosen.clear();
    chosen.add(range);
    const live = document.createRange();
    live.setStart(range.startContainer, range.startOffset);
    live.setEnd(range.endContainer, range.endOffset);
    const said = live.toString();
    find("passage").textContent = said.length > 600 ? `${said.slice(0, 600)}…` : said;
  }

  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed || !text.contains(selection.anchorNode)) return;
    const range = selection.getRangeAt(0);
    const from = pointAt(pages, range.startContainer, range.startOffset);
    const to = pointAt(pages, range.endContainer, range.endOffset);
    if (from !== null && to !== null && from !== to) take(from, to);
  });

  // Type ahead: every word typed has to begin a word of a label, in any of the three languages.
  const field = find("code");
  const options = find("list");
  const same = { ı: "i", ي: "ی", ى: "ی", ك: "ک", ة: "ه", ە: "ه" };
  const fold = (value) => value.toLowerCase().normalize("NFKD").replace(/[\p{M}\u00ad\u200b-\u200f'’‘`ءـ]/gu, "").replace(/[ıيىكةە]/g, (letter) => same[letter]).replace(/[^\p{L}\p{N}]+/gu, " ");
  function suggest() {
    const wanted = fold(field.value).split(/\s+/).filter(Boolean);
    const fitting = codes.filter((one) => wanted.every((word) => fold(one.find).includes(word))).slice(0, 12);
    active = 0;
    options.replaceChildren(...fitting.map((one, index) => {
      const item = document.createElement("li");
      item.id = `option-${index}`;
      item.role = "option";
      item.dataset.id = one.id;
      item.textContent = one.label;
      item.setAttribute("aria-selected", String(index === 0));
      item.addEventListener("mousedown", (event) => {
        event.preventDefault();
        give(one.id);
      });
      return item;
    }));
    options.hidden = fitting.length === 0;
    field.setAttribute("aria-expanded", String(!options.hidden));
    field.setAttribute("aria-activedescendant", fitting.length ? "option-0" : "");
  }

  function move(step) {
    const items = [...options.children];
    if (!items.length) return;
    items[active].setAttribute("aria-selected", "false");
    active = (active + step + items.length) % items.length;
    items[active].setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", items[active].id);
    items[active].scrollIntoView({ block: "nearest" });
  }

  async function give(id) {
    const grade = find("grade").value;
    if (!passage && !grade) {
      say(words.select, true);
      return;
    }
    const event = { kind: "code", indicator: id, memo: find("memo").value };
    Object.assign(event, grade ? { grade } : passage);
    options.hidden = true;
    field.value = "";
    find("memo").value = "";
    find("grade").value = "";
    await act(event);
    text.focus({ preventScroll: true });
  }

  field.addEventListener("input", suggest);
  field.addEventListener("focus", suggest);
  field.addEventListener("blur", () => { options.hidden = true; });
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" && !options.hidden && options.children[active]) give(options.children[active].dataset.id);
    else if (event.key === "Escape") text.focus({ preventScroll: true });
    else return;
    event.preventDefault();
  });
  find("memo").addEventListener("keydown", (event) => { if (event.key === "Enter") field.focus(); });

  async function ask() {
    if (!passage) {
      say(words.select, true);
      return;
    }
    try {
      const told = await send(root.dataset.suggestAt, { text: find("passage").textContent });
      find("suggested").replaceChildren(...told.suggestions.map((one) => {
        const item = document.createElement("li");
        const button = document.createElement("button");
        button.type = "button";
        button.className = "bare";
        button.textContent = labels.get(one.indicator) ?? one.indicator;
        button.addEventListener("click", () => give(one.indicator));
        const why = document.createElement("span");
        why.className = "note";
        const because = one.reasons.length ? `${words.reason} ${one.reasons.slice(0, 5).map((each) => each.word).join(", ")}` : "";
        why.textContent = [because, one.like ? `${words.like} “${one.like}”` : ""].filter(Boolean).join(" · ");
        item.append(button, " ", why);
        return item;
      }));
      say(told.suggestions.length ? "" : words.none);
    } catch (problem) {
      say(words.failed + problem.message, true);
    }
  }
  find("ask").addEventListener("click", ask);
  for (const button of root.querySelectorAll("[data-deed]")) button.addEventListener("click", () => act({ kind: button.dataset.deed }));

  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    const command = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (command && !typing && key === "z") act({ kind: event.shiftKey ? "redo" : "undo" });
    else if (command && !typing && key === "y") act({ kind: "redo" });
    else if (!typing && !command && event.code === "KeyC") field.focus();
    else if (!typing && !command && event.code === "KeyS") ask();
    else return;
    event.preventDefault();
  });

  // The keyboard moves a selection through text that nobody can edit: by word, with Shift to extend it.
  text.addEventListener("keydown", (event) => {
    if (!event.key.startsWith("Arrow") || event.ctrlKey || event.altKey) return;
    const selection = document.getSelection();
    if (!selection.rangeCount || !text.contains(selection.anchorNode)) {
      const seen = pages.find((page) => page.node && page.element.getBoundingClientRect().bottom > 80) ?? pages[0];
      selection.collapse(seen.node, 0);
    }
    const upright = event.key === "ArrowUp" || event.key === "ArrowDown";
    const way = { ArrowUp: "backward", ArrowDown: "forward", ArrowLeft: "left", ArrowRight: "right" }[event.key];
    selection.modify(event.shiftKey ? "extend" : "move", way, upright ? "line" : "word");
    event.preventDefault();
  });

  for (const one of codings.values()) paint(one);
  list();
  growText(root, text, pages, (coded) => {
    for (const one of coded) {
      clear(one.id);
      codings.set(one.id, one);
      paint(one);
    }
    list();
  });
  root.dataset.ready = "yes";
}

const root = document.querySelector("[data-coding]");
if (root && CSS.highlights) start(root);
watchWork();
