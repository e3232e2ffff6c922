// <button data-opens="ID"> opens the <dialog id="ID">; [data-closes-dialog] closes it. <button data-copies="ID"> copies
// the text of an element, <button data-prints> prints. All of them stay hidden (class "scripted-only") without a script.

export function watchDialogs() {
  for (const one of document.querySelectorAll(".scripted-only")) one.hidden = false;
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("button");
    if (!button) return;
    if (button.dataset.opens) document.getElementById(button.dataset.opens)?.showModal();
    if (button.dataset.closesDialog !== undefined) button.closest("dialog")?.close();
    if (button.dataset.prints !== undefined) window.print();
    if (button.dataset.copies) await copy(button);
  });
}

async function copy(button) {
  const text = document.getElementById(button.dataset.copies)?.textContent.trim() ?? "";
  await navigator.clipboard.writeText(text);
  const was = button.textContent;
  button.textContent = button.dataset.copied ?? "✓";
  setTimeout(() => (button.textContent = was), 2000);
}
