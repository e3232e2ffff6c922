// How a date is understood, said below it as soon as one has left the field.
import { fill } from "./words.js";

export function watchDates() {
  for (const input of document.querySelectorAll("[data-date]")) input.addEventListener("change", () => read(input));
}

async function read(input) {
  const said = document.getElementById(`${input.id}-read`);
  const text = input.value.trim();
  said.textContent = "";
  said.classList.remove("wrong");
  if (!text) return;
  try {
    const answer = await fetch(`${input.dataset.date}?q=${encodeURIComponent(text)}`);
    if (!answer.ok || text !== input.value.trim()) return;
    const told = await answer.json();
    said.textContent = told.fault ?? fill(said.dataset.words, told);
    said.classList.toggle("wrong", Boolean(told.fault));
  } catch {
    // it is read when the form is sent
  }
}
