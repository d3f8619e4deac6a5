// A call: a line is said without leaving the page, what it brings is added to the conversation, which
// a screen reader reads by itself. Without this file the form works all the same. On the projector,
// arrows go from one line to the next.

const answer = document.querySelector("[data-answer]");
const log = document.querySelector("[data-log]");

function last() {
  const line = log.querySelector(".line.last");
  if (line) line.scrollIntoView({ block: "nearest" });
}

function complain(form, text) {
  const fault = form.querySelector("[data-fault]");
  fault.textContent = text;
  fault.hidden = !text;
}

async function say(form, button) {
  if (form.dataset.busy) return;
  form.dataset.busy = "1";
  complain(form, "");
  const body = new FormData(form);
  if (button && button.name) body.set(button.name, button.value);
  const words = form.querySelector("[data-words]");
  const focused = button && button.name === "option" ? "option" : "words";
  try {
    const got = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    if (got.redirected || got.status === 404 || got.status === 403) { window.location.reload(); return; }
    const told = await got.json();
    if (!got.ok) { complain(form, told.refused); return; }
    for (const line of log.querySelectorAll(".line.last")) { line.classList.remove("last"); line.removeAttribute("id"); }
    log.insertAdjacentHTML("beforeend", told.lines);
    answer.innerHTML = told.answer;
    ready();
    last();
    const next = answer.querySelector("[data-focus]") || answer.querySelector(focused === "option" ? ".call-option" : "[data-words]");
    if (next) next.focus({ preventScroll: true });
  } catch {
    complain(form, "Pas encore dit\u202f: le serveur ne répond pas. Votre réplique est gardée, renvoyez-la.");
    if (words) words.focus();
  } finally {
    delete form.dataset.busy;
  }
}

function ready() {
  const form = answer && answer.querySelector("[data-say]");
  if (!form) return;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    say(form, event.submitter);
  });
  const words = form.querySelector("[data-words]");
  words.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("[data-send]"));
  });
}

if (answer) { ready(); last(); }

if (document.body.classList.contains("projector")) {
  document.addEventListener("keydown", (event) => {
    const way = { ArrowRight: "next", PageDown: "next", " ": "next", ArrowLeft: "prev", PageUp: "prev" }[event.key];
    const link = way && document.querySelector(`a[rel="${way}"]`);
    if (!link || event.target.closest("a, button, input")) return;
    event.preventDefault();
    link.click();
  });
}
