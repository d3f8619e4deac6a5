// The question being written, shown as a trainee will see it, a moment after each change.

const form = document.querySelector("form[data-preview]");
const shown = document.querySelector("[data-shown]");
const PAUSE = 600;
let timer = null;
let asked = 0;

async function look() {
  const mine = ++asked;
  try {
    const answer = await fetch(form.dataset.preview, { method: "POST", body: new FormData(form) });
    if (answer.ok && mine === asked) shown.innerHTML = await answer.text();
  } catch { /* the button still shows it */ }
}

if (form && shown) {
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
}
