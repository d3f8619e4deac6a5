// A live quiz on a phone, the projector or the trainer's desk: follow the room by events, else by asking;
// send an answer until the server says that it is kept.

const live = document.querySelector("[data-live]");
const audience = live.dataset.audience;
const phone = audience === "player";
const token = document.querySelector("meta[name=csrf-token]").content;
const find = (name) => document.querySelector(`[data-${name}]`);
const ASK = 1000;       // without events, ask every second
const CHECK = 20000;    // with events, look all the same: an event may be lost, and the person is here
const AGAIN = 1500;     // an answer that did not arrive goes again

let number = Number(live.dataset.number);
let key = live.dataset.key;
let version = "";
let tag = null;
let clockShift = 0;
let state = { ends: null, limit: null, paused: false, phase: "" };
let mine = { answered: false, tokens: [], writes: true, changes: false, out: false };
let source = null;
let streaming = false;
let failures = 0;
let timer = null;
let touched = false;
let rung = -1;

/* Following */

function listen() {
  if (source || document.visibilityState !== "visible") return;
  source = new EventSource(live.dataset.live);
  source.onopen = () => { streaming = true; failures = 0; lost(); };
  source.onmessage = (event) => {
    const frame = JSON.parse(event.data);
    clockShift = frame.now - Date.now();
    const moved = version && frame.version !== version;
    const changed = frame.key !== key;
    show(frame);
    // What is one's own comes later, not from three hundred phones at once; when people begin to answer
    // they know as much as the server, unless the same screen moved: teams, the pen, somebody removed.
    const quiet = frame.phase === "asking" || frame.phase === "talking" || frame.phase === "closed";
    if (phone && (moved || changed) && !(changed && quiet)) plan(100 + Math.random() * frame.spread);
  };
  source.addEventListener("bye", () => { hush(); plan(ASK); });
  source.onerror = () => {
    streaming = false;
    if (source && source.readyState === EventSource.CLOSED) {
      hush();
      setTimeout(listen, 30000); // no room for a stream now: maybe later
    }
    plan(ASK);
  };
}

function hush() {
  if (source) source.close();
  source = null;
  streaming = false;
}

function plan(delay) {
  clearTimeout(timer);
  timer = setTimeout(ask, delay);
}

async function ask() {
  if (document.visibilityState !== "visible") return;
  try {
    const headers = { Accept: "application/json" };
    if (tag) headers["If-None-Match"] = tag;
    const answer = await fetch(live.dataset.live + (phone && !streaming ? "?la=1" : ""), { headers, cache: "no-store" });
    if (answer.redirected || answer.status === 403 || answer.status === 404) { window.location.reload(); return; }
    if (answer.headers.has("X-Now")) clockShift = Number(answer.headers.get("X-Now")) - Date.now();
    if (answer.status === 200) {
      tag = answer.headers.get("ETag");
      const frame = await answer.json();
      if (phone) own(frame.mine);
      show(frame);
    }
    failures = answer.ok || answer.status === 304 ? 0 : failures + 1;
  } catch { failures += 1; }
  lost();
  plan(streaming ? CHECK * (0.75 + Math.random() / 2) : ASK);
}

function lost() {
  find("lost").hidden = failures < 3;
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") { ask(); listen(); } else hush();
});

/* Showing */

function show(frame) {
  if (frame.version === version) return;
  version = frame.version;
  state = frame;
  const swapped = !phone || frame.key !== key;
  if (swapped) {
    const kept = scrollY;
    if (frame.number !== number || frame.key !== key) { touched = false; say(frame); }
    if (phone && frame.number !== number) forget();
    number = frame.number;
    key = frame.key;
    const inside = live.contains(document.activeElement);
    live.innerHTML = frame.html;
    if (phone && inside) { live.tabIndex = -1; live.focus({ preventScroll: true }); }
    if (!phone) scrollTo(0, kept);
    restore();
  }
  document.querySelectorAll("[data-only]").forEach((part) => { part.hidden = part.dataset.only !== frame.phase; });
  if (audience === "trainer") buttons(frame);
  if (phone) writable();
  tick();
}

const WORDS = {
  talking: "Discutez.", asking: "Vous pouvez répondre.", closed: "Question fermée.",
  revealed: "La réponse est affichée.", finished: "Le quiz est terminé.",
};
let said = "";

function say(frame) {
  const text = WORDS[frame.phase] ? `${frame.number ? `Question ${frame.number}. ` : ""}${WORDS[frame.phase]}` : "";
  if (text !== said) { said = text; find("said").textContent = text; }
}

function tick() {
  const clock = find("clock");
  const running = state.ends !== null && state.ends !== undefined && (state.phase === "asking" || state.phase === "talking");
  clock.hidden = !running && !state.paused;
  const words = find("clock-text");
  if (state.paused) { words.textContent = "En pause"; return; }
  if (!running) return;
  const left = Math.max(0, state.ends - (Date.now() + clockShift));
  const seconds = Math.ceil(left / 1000);
  const shown = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  if (words.textContent !== shown) words.textContent = shown;
  const bar = find("clock-bar");
  bar.max = Math.max((state.limit || 1) * 1000, left);
  bar.value = left;
  if (seconds === 10 && state.phase === "asking" && !clock.dataset.told) {
    clock.dataset.told = "yes";
    find("said").textContent = "Il reste 10 secondes.";
  }
  if (seconds > 10) delete clock.dataset.told;
  if (left <= 250 && phone && touched && !mine.answered && state.phase === "asking" && rung !== number) { rung = number; send(); } // the bell takes what is chosen
  if (left === 0 && !streaming) plan(100);
}
setInterval(tick, 250);

/* The phone */

function own(fresh) {
  if (!fresh) return;
  if (fresh.out && !mine.out) { mine = fresh; window.location.reload(); return; }
  mine = fresh;
  const place = find("mine");
  const typing = place.contains(document.activeElement) && document.activeElement.matches("input");
  if (!typing && place.dataset.shown !== fresh.html) { place.innerHTML = fresh.html; place.dataset.shown = fresh.html; }
  restore();
  writable();
}

// Another question: what was said of the last one goes, before the server is asked.
function forget() {
  mine = { ...mine, answered: false, tokens: [], changes: Boolean(live.dataset.changes) };
  const place = find("mine");
  place.querySelectorAll(".graded, [data-kept]").forEach((part) => part.remove());
  place.dataset.shown = "";
  find("sent").textContent = "";
}

const form = () => live.querySelector("[data-answer]");
const draftName = () => `${window.location.pathname}#${number}`;

function typed() {
  const here = form();
  if (!here) return "";
  const sorted = here.querySelector("[data-sort]");
  if (sorted) return [...sorted.children].map((item) => item.dataset.token).join(",");
  const figure = here.querySelector("input.amount, input.words");
  if (figure) return figure.value.trim();
  const pairs = [...here.querySelectorAll("[data-pair]")];
  if (pairs.length) return pairs.filter((each) => each.value).map((each) => `${each.dataset.pair}=${each.value}`).join(",");
  return [...here.querySelectorAll("input:checked")].map((input) => input.value).join(",");
}

function fill(tokens) {
  const here = form();
  if (!here || !tokens.length) return;
  const sorted = here.querySelector("[data-sort]");
  const figure = here.querySelector("input.amount, input.words");
  const pairs = [...here.querySelectorAll("[data-pair]")];
  if (sorted) tokens.forEach((each) => { const item = sorted.querySelector(`[data-token="${CSS.escape(each)}"]`); if (item) sorted.append(item); });
  else if (figure) figure.value = tokens.join(",");
  else if (pairs.length) tokens.forEach((each) => { const [name, match] = each.split("="); const pair = pairs.find((one) => one.dataset.pair === name); if (pair) pair.value = match; });
  else here.querySelectorAll("input").forEach((input) => { input.checked = tokens.includes(input.value); });
}

// After a reload, a second tab or a sleep: what was kept, else what was being chosen here.
function restore() {
  if (!phone || !form() || touched) return;
  let draft = "";
  try { draft = sessionStorage.getItem(draftName()) || ""; } catch { /* private window */ }
  if (mine.tokens.length) fill(mine.tokens);
  else if (draft) { fill(draft.split(",")); touched = true; }
}

function writable() {
  const here = form();
  if (!here) return;
  const open = mine.writes && (!mine.answered || mine.changes) && !state.paused;
  here.querySelectorAll("input, select, button").forEach((part) => { part.disabled = !open; });
  here.querySelector("button.main").hidden = !open;
  here.querySelector("button.main").textContent = mine.answered ? "Changer ma réponse" : "Envoyer ma réponse";
}

function note() {
  touched = true;
  find("refused").textContent = "";
  try { sessionStorage.setItem(draftName(), typed()); } catch { /* private window */ }
}

function move(button) {
  const item = button.closest("li");
  const other = button.dataset.move === "1" ? item.nextElementSibling : item.previousElementSibling;
  if (!other) return;
  if (button.dataset.move === "1") other.after(item); else other.before(item);
  button.focus();
  const place = [...item.parentElement.children].indexOf(item) + 1;
  find("said").textContent = `${item.querySelector(".words").textContent}, place ${place}`;
  note();
}

const PENDING = `encours-answer:${window.location.pathname}`;
let sending = false;

function send() {
  if (sending) return;
  const pending = { question: String(number - 1), answer: typed(), client_id: identity() };
  try { localStorage.setItem(PENDING, JSON.stringify(pending)); } catch { /* private window */ }
  deliver(pending);
}

function identity() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Said at once; the server's own line, with its time, takes this one's place later.
function acknowledged() {
  const place = find("mine");
  const line = document.createElement("p");
  line.className = "note said";
  line.dataset.kept = "";
  line.textContent = "Réponse enregistrée.";
  place.querySelectorAll("[data-kept]").forEach((part) => part.remove());
  place.prepend(line);
  place.dataset.shown = "";
  find("said").textContent = line.textContent;
}

async function deliver(pending) {
  sending = true;
  const line = find("sent");
  line.textContent = "Envoi…";
  try {
    const answer = await fetch(live.dataset.answerTo, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": token },
      body: new URLSearchParams(pending),
    });
    if (answer.status >= 500) throw new Error("again");
    sending = false;
    line.textContent = "";
    if (answer.status === 400) { // the page is older than the session: the answer waits for the new one
      find("refused").textContent = "Cette page est trop ancienne. Rechargez-la : votre réponse est gardée ici et repart toute seule.";
      return;
    }
    try { localStorage.removeItem(PENDING); } catch { /* private window */ }
    if (answer.status === 403 || answer.status === 404) { window.location.reload(); return; }
    const kept = answer.ok ? await answer.json() : null;
    const late = Number(pending.question) !== number - 1; // another question is here by now
    if (kept && !late) {
      mine.answered = true;
      mine.tokens = kept.tokens;
      touched = false;
      find("refused").textContent = "";
      acknowledged();
    } else if (answer.status === 409) find("refused").textContent = await answer.text();
    writable();
    // With events the rest can wait, unless the answer may still be changed.
    if (!answer.ok || late || !streaming || live.dataset.changes) ask();
  } catch {
    line.textContent = "Pas de réseau : votre réponse est gardée ici et repart toute seule.";
    setTimeout(() => deliver(pending), AGAIN);
  }
}

if (phone) {
  live.addEventListener("submit", (event) => { event.preventDefault(); send(); });
  live.addEventListener("input", note);
  live.addEventListener("click", (event) => { const button = event.target.closest("[data-move]"); if (button) move(button); });
  try {
    const pending = JSON.parse(localStorage.getItem(PENDING));
    if (pending) deliver(pending);
  } catch { /* nothing was waiting */ }
}

/* The trainer */

const pace = find("pace");

function buttons(frame) {
  pace.elements.seen.value = frame.number - 1;
  pace.querySelectorAll("button").forEach((button) => {
    button.hidden = !frame.acts.includes(button.value);
    if (button.dataset.first) button.textContent = frame.phase === "lobby" ? button.dataset.first : button.dataset.then;
  });
}

if (pace) {
  pace.addEventListener("submit", async (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    const body = new URLSearchParams({ act: event.submitter.value, seen: pace.elements.seen.value });
    const line = find("refused");
    try {
      const answer = await fetch(pace.action, { method: "POST", headers: { Accept: "application/json", "X-CSRFToken": token }, body });
      line.textContent = answer.ok ? "" : await answer.text();
    } catch { line.textContent = "Le serveur ne répond pas : rien n’a changé. Réessayez."; }
    ask();
  });
}

ask();
listen();
