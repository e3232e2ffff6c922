// A file dropped on the form is the file chosen.

export function watchDrop() {
  for (const form of document.querySelectorAll("form[data-drop]")) {
    const input = form.querySelector("input[type='file']");
    form.addEventListener("dragover", (event) => {
      event.preventDefault();
      form.classList.add("dropping");
    });
    form.addEventListener("dragleave", () => form.classList.remove("dropping"));
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      form.classList.remove("dropping");
      if (event.dataTransfer.files.length) {
        input.files = event.dataTransfer.files;
        form.requestSubmit();
      }
    });
  }
}
