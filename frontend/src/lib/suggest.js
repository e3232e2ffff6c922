// Names as one types them: a combobox over the search of the server (WAI-ARIA 1.2). Enter without a choice searches.

const WAIT = 120;

export function suggest(form) {
  const input = form.querySelector("input[type='search']");
  const list = document.createElement("ul");
  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.role = "listbox";
  list.hidden = true;
  list.setAttribute("aria-label", form.dataset.suggestions ?? "");
  form.append(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" })) {
    input.setAttribute(name, value);
  }
  input.setAttribute("aria-controls", list.id);
  const state = { form, input, list, chosen: -1, hits: [], asked: 0, waiting: 0 };
  input.addEventListener("input", () => {
    clearTimeout(state.waiting);
    state.waiting = setTimeout(() => ask(state), WAIT);
  });
  input.addEventListener("keydown", (event) => steer(state, event));
  input.addEventListener("blur", () => setTimeout(() => close(state), 150));
  list.addEventListener("mousedown", (event) => {
    const item = event.target.closest("li");
    if (item) location.href = item.dataset.address;
  });
}

async function ask(state) {
  const text = state.input.value.trim();
  const mine = ++state.asked;
  if (text.length < 2) return close(state);
  try {
    const answer = await fetch(`${state.form.dataset.suggest}?q=${encodeURIComponent(text)}`);
    if (!answer.ok || mine !== state.asked) return;
    show(state, (await answer.json()).hits);
  } catch {
    close(state); // the form still searches
  }
}

function show(state, hits) {
  state.hits = hits;
  state.chosen = -1;
  state.list.replaceChildren(...hits.map((hit, place) => item(state, hit, place)));
  state.list.hidden = hits.length === 0;
  state.input.setAttribute("aria-expanded", String(hits.length > 0));
  state.input.removeAttribute("aria-activedescendant");
}

function item(state, hit, place) {
  const line = document.createElement("li");
  line.role = "option";
  line.id = `${state.list.id}-${place}`;
  line.dataset.address = hit.address;
  line.setAttribute("aria-selected", "false");
  const name = document.createElement("bdi");
  name.textContent = hit.name;
  const note = document.createElement("span");
  note.className = "note";
  note.textContent = hit.note;
  line.append(name, note);
  return line;
}

function steer(state, event) {
  if (event.key === "Escape") return close(state);
  if (event.key === "Enter" && state.chosen >= 0) {
    event.preventDefault();
    location.href = state.hits[state.chosen].address;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || state.list.hidden) return;
  event.preventDefault();
  choose(state, (state.chosen + step + state.hits.length + 1) % (state.hits.length + 1));
}

function choose(state, place) {
  state.chosen = place === state.hits.length ? -1 : place;
  [...state.list.children].forEach((line, at) => line.setAttribute("aria-selected", String(at === state.chosen)));
  const line = state.list.children[state.chosen];
  if (!line) return state.input.removeAttribute("aria-activedescendant");
  state.input.setAttribute("aria-activedescendant", line.id);
  line.scrollIntoView({ block: "nearest" });
}

function close(state) {
  state.list.hidden = true;
  state.chosen = -1;
  state.input.setAttribute("aria-expanded", "false");
  state.input.removeAttribute("aria-activedescendant");
}
