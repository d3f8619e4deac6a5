// Drafts that save themselves; the moment shown is the one the server has written to disk.
// Until the server has said so, what is typed is also kept by this tab: somebody who leaves and comes
// back before the last save has arrived finds it again.

const PAUSE = 1500;
const RETRY = 5000;
const RECENT = 60_000;
const OWN = ["csrf_token", "client_id", "submit"];

function typed(form) {
  const entries = [...new FormData(form)].filter(([name]) => !OWN.includes(name));
  return JSON.stringify(entries);
}

/** Say whether a field no longer holds what the server wrote in it. */
function altered(field) {
  if (!field.name || OWN.includes(field.name)) return false;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if ("defaultValue" in field) return field.value !== field.defaultValue;
  if (!field.options) return false; // a button, a group
  const first = [...field.options].findIndex((option) => option.defaultSelected);
  return field.selectedIndex !== Math.max(first, 0);
}

for (const form of document.querySelectorAll("form[data-draft]")) {
  const status = form.querySelector("[data-saved]");
  if (!status) continue;
  let timer = null;
  let busy = false;
  let dirty = false;
  let leaving = false;
  let lost = false;
  const slot = `draft:${form.dataset.draft}`;
  const { owner, base } = form.dataset;

  function keep() {
    try {
      sessionStorage.setItem(slot, JSON.stringify({ owner, base, at: Date.now(), typed: typed(form) }));
    } catch { /* a browser that keeps nothing: the server's copy is the only one */ }
  }

  function kept() {
    try {
      const found = JSON.parse(sessionStorage.getItem(slot));
      if (!dirty) sessionStorage.removeItem(slot);
      const newer = found && (found.base === base || Date.now() - found.at < RECENT);
      return newer && found.owner === owner && found.typed !== typed(form) ? JSON.parse(found.typed) : null;
    } catch { return null; }
  }

  const say = (text) => { status.textContent = text; };

  async function save() {
    if (busy) { dirty = true; return; }
    busy = true;
    dirty = false;
    const sent = typed(form);
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, keepalive: true });
      if (answer.ok) {
        const { saved } = await answer.json();
        lost = false;
        if (sent === typed(form)) sessionStorage.removeItem(slot);
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

  function changed() {
    dirty = true;
    say("Modification non enregistrée…");
    keep();
    schedule();
  }

  form.addEventListener("input", (event) => {
    changed();
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
    if (document.visibilityState !== "hidden" || !dirty || leaving) return;
    clearTimeout(timer);
    busy = false; // an older save on its way must not hold this one back: the page may never wake again
    save();
  });
  window.addEventListener("pageshow", () => {
    const entries = kept();
    if (!entries) return;
    for (const name of new Set([...form.elements].map((field) => field.name))) {
      if (name && !OWN.includes(name)) show(name, entries.filter(([key]) => key === name).map(([, value]) => value));
    }
    changed();
  });
  // Somebody may type before this script is here; what an earlier visit left comes with "pageshow".
  if (!sessionStorage.getItem(slot) && [...form.elements].some(altered)) changed();
}
