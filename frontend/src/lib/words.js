// Words come from the page, already in the reader's language: <script type="application/json" id="...">.

/** The data of a JSON element of the page; `fallback` where there is none. */
export function readData(id, fallback = {}) {
  const element = document.getElementById(id);
  return element ? JSON.parse(element.textContent) : fallback;
}

const language = document.documentElement.lang || "en";
const numbers = new Intl.NumberFormat(language === "fa" ? "fa-IR" : language === "tr" ? "tr-TR" : "en-GB");

/** A number as the language of the page writes it. */
export function showNumber(value) {
  return numbers.format(value);
}

/** Fill `{name}` in a translated sentence. */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Whether lines of the page run from right to left. */
export const rightToLeft = document.documentElement.dir === "rtl";
