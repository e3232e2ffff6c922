// A field that names a record: a combobox over the register and the gazetteer (WAI-ARIA 1.2). The record chosen stands
// in the hidden field beside it; another word typed lets go of it.

const WAIT = 120;

export function pickNames() {
  for (const slot of document.querySelectorAll("[data-slot]")) watch(slot);
}

function watch(slot) {
  const [input, id, label] = slot.querySelectorAll("input");
  const list = document.createElement("ul");
  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.role = "listbox";
  list.hidden = true;
  list.setAttribute("aria-label", slot.dataset.suggestions ?? "");
  slot.append(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" })) {
    input.setAttribute(name, value);
  }
  input.setAttribute("aria-controls", list.id);
  const state = { slot, input, id, label, list, hits: [], chosen: -1, asked: 0, waiting: 0 };
  input.addEventListener("input", () => {
    id.value = label.value = "";
    clearTimeout(state.waiting);
    state.waiting = setTimeout(() => ask(state), WAIT);
  });
  input.addEventListener("keydown", (event) => steer(state, event));
  input.addEventListener("blur", () => setTimeout(() => close(state), 150));
  list.addEventListener("mousedown", (event) => {
    const line = event.target.closest("li");
    if (line) take(state, [...list.children].indexOf(line));
  });
}

async function ask(state) {
  const text = state.input.value.trim();
  const mine = ++state.asked;
  if (text.length < 2) return close(state);
  try {
    const answer = await fetch(`${state.slot.dataset.slot}&q=${encodeURIComponent(text)}`);
    if (answer.ok && mine === state.asked) show(state, (await answer.json()).hits);
  } catch {
    close(state); // the name is looked up when the form is sent
  }
}

function show(state, hits) {
  state.hits = hits;
  state.chosen = -1;
  state.list.replaceChildren(...hits.map((hit, place) => line(state, hit, place)));
  state.list.hidden = hits.length === 0;
  state.input.setAttribute("aria-expanded", String(hits.length > 0));
  state.input.removeAttribute("aria-activedescendant");
}

function line(state, hit, place) {
  const made = document.createElement("li");
  made.role = "option";
  made.id = `${state.list.id}-${place}`;
  made.setAttribute("aria-selected", "false");
  const name = document.createElement("bdi");
  name.textContent = hit.name;
  const note = document.createElement("span");
  note.className = "note";
  note.textContent = hit.note;
  made.append(name, note);
  return made;
}

function steer(state, event) {
  if (event.key === "Escape") return close(state);
  if (event.key === "Enter" && state.chosen >= 0 && !state.list.hidden) {
    event.preventDefault();
    return take(state, state.chosen);
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || state.list.hidden) return;
  event.preventDefault();
  const size = state.hits.length;
  state.chosen = state.chosen < 0 && step < 0 ? size - 1 : (state.chosen + step + size) % size;
  [...state.list.children].forEach((one, at) => one.setAttribute("aria-selected", String(at === state.chosen)));
  const current = state.list.children[state.chosen];
  state.input.setAttribute("aria-activedescendant", current.id);
  current.scrollIntoView({ block: "nearest" });
}

function take(state, place) {
  const hit = state.hits[place];
  state.input.value = state.label.value = hit.name;
  state.id.value = hit.id;
  close(state);
}

function close(state) {
  state.asked += 1;
  state.list.hidden = true;
  state.chosen = -1;
  state.input.setAttribute("aria-expanded", "false");
  state.input.removeAttribute("aria-activedescendant");
}
