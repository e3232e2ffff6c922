// A menu or a small disclosure closes with Escape and by a click beside it. They open without a script.

const selector = "details.menu-small, details[data-closes]";

export function watchMenus() {
  document.addEventListener("click", (event) => {
    for (const one of document.querySelectorAll(selector)) {
      if (one.open && !one.contains(event.target)) one.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && event.target.closest?.(`:is(${selector})[open]`);
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
}
