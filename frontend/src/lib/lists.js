// A list (an element with an id and data-swap) sorts, filters and pages in place: its links and its form are followed by
// fetch, and the same element of the answer takes its place. The address bar follows; without a script, so does the page.

export function watchLists(root = document) {
  root.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-swap] a[href^='?']");
    if (!link || link.hasAttribute("download") || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    swap(link.closest("[data-swap]"), new URL(link.href), keepFocus(link));
  });
  root.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-swap] form[method='get']");
    if (!form) return;
    event.preventDefault();
    submit(form);
  });
  let waiting = 0;
  root.addEventListener("input", (event) => {
    const form = event.target.closest?.("[data-swap] form[method='get']");
    if (!form) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => submit(form), event.target.matches("select") ? 0 : 300);
  });
  // A step to a fragment of this page, such as past the menu, is told in the same way and must not load anything.
  window.addEventListener("popstate", () => {
    if (location.search !== shown && document.querySelector("[data-swap]")) location.reload();
  });
}

function submit(form) {
  const address = new URL(location.href);
  address.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== "")).toString();
  swap(form.closest("[data-swap]"), address, keepFocus(document.activeElement));
}

/** How to find the focused element again once the list has been replaced. */
function keepFocus(element) {
  if (element?.id) return { id: element.id, at: element.selectionStart };
  const head = element?.closest?.("thead th");
  return head ? { head: [...head.parentElement.children].indexOf(head) } : {};
}

let latest = 0;
let shown = location.search;

async function swap(old, address, focus) {
  const mine = ++latest;
  old.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { headers: { accept: "text/html" } });
    if (mine !== latest) return;
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const made = page.getElementById(old.id);
    if (!made) throw new Error("no such list");
    old.replaceWith(document.adoptNode(made));
    history.pushState(null, "", address);
    shown = location.search;
    restore(made, focus);
  } catch {
    if (mine === latest) location.href = address;
  }
}

function restore(made, { id, at, head }) {
  const found = id ? document.getElementById(id) : made.querySelector(`thead th:nth-child(${(head ?? -2) + 1}) a`);
  if (!found) return made.scrollIntoView({ block: "nearest" });
  found.focus({ preventScroll: true });
  if (at != null && found.setSelectionRange) found.setSelectionRange(at, at);
}
