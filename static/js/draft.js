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
  let lost = false;

  const say = (text) => { status.textContent = text; };

  async function save() {
    if (busy) { dirty = true; return; }
    busy = true;
    dirty = false;
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, keepalive: true });
      if (answer.ok) {
        const { saved } = await answer.json();
        lost = false;
        if (!dirty) say(`Enregistré à ${saved}`);
      } else if (answer.status === 409) {
        const { refused } = await answer.json();
        say(refused);
      } else {
        throw new Error(answer.status);
      }
    } catch {
      say("Pas encore enregistré : le serveur ne répond pas, nouvel essai en cours.");
      dirty = true;
      lost = true;
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

  // The same exercise in another tab of this browser: each shows what the other types, so that neither
  // saves an old value over a new one.
  const others = "BroadcastChannel" in window ? new BroadcastChannel(`draft:${form.dataset.draft}`) : null;
  if (others) others.addEventListener("message", ({ data }) => show(data.name, data.values));

  function show(name, values) {
    const fields = [...form.elements].filter((field) => field.name === name);
    let place = 0;
    for (const field of fields) {
      if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
      else field.value = values[place++] ?? "";
    }
  }

  form.addEventListener("input", (event) => {
    dirty = true;
    say("Modification non enregistrée…");
    schedule();
    const { name } = event.target;
    if (others && name) others.postMessage({ name, values: new FormData(form).getAll(name) });
  });
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return; // a question is being asked first
    leaving = true;
    clearTimeout(timer);
  });
  window.addEventListener("beforeunload", (event) => {
    // What leaves with the page is sent with it; only a server that does not answer is worth a question.
    if (lost && dirty && !leaving) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && dirty && !leaving) { clearTimeout(timer); save(); }
  });
}
