// Drafts that save themselves; the moment shown is the one the server has written to disk.

const PAUSE = 1500;
const RETRY = 5000;

for (const form of document.querySelectorAll("form[data-draft]")) {
  const status = form.querySelector("[data-saved]");
  if (!status) continue;
  let timer = null;
  let busy = false;
  let dirty = false;
  let leaving = false;

  const say = (text) => { status.textContent = text; };

  async function save() {
    if (busy) { dirty = true; return; }
    busy = true;
    dirty = false;
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
      if (answer.ok) {
        const { saved } = await answer.json();
        if (!dirty) say(`Enregistré à ${saved}`);
      } else if (answer.status === 409) {
        const { refused } = await answer.json();
        say(refused);
      } else {
        throw new Error(answer.status);
      }
    } catch {
      say("Pas encore enregistré : le serveur ne répond pas, nouvel essai en cours.");
      dirty = true;
      timer = setTimeout(save, RETRY);
      busy = false;
      return;
    }
    busy = false;
    if (dirty) schedule();
  }

  function schedule() {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  }

  form.addEventListener("input", () => { dirty = true; say("Modification non enregistrée…"); schedule(); });
  form.addEventListener("submit", () => { leaving = true; clearTimeout(timer); });
  window.addEventListener("beforeunload", (event) => {
    if (dirty && !leaving) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && dirty && !leaving) { clearTimeout(timer); save(); }
  });
}
