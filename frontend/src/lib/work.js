// How far long work is; when it is over the page shows what came of it.

const OFTEN = 700;

export function watchWork() {
  const box = document.querySelector("[data-job]");
  if (box) setTimeout(() => look(box), OFTEN);
}

async function look(box) {
  try {
    const answer = await fetch(box.dataset.job);
    const told = await answer.json();
    if (!["waiting", "running"].includes(told.state)) return location.reload();
    if (told.step) box.querySelector("[data-step]").textContent = told.step;
    const bar = box.querySelector("progress");
    if (told.percent === null) bar.removeAttribute("value");
    else bar.value = told.percent;
  } catch {
    // the server may be starting again; ask once more
  }
  setTimeout(() => look(box), OFTEN);
}
