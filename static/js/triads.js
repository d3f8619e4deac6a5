// A role-play on a phone, the desk or the projector: count down on the server's clock, follow the round.

const place = document.querySelector("[data-triad]");
const clock = document.querySelector("[data-clock]");
const text = clock && clock.querySelector("[data-clock-text]");
const bar = clock && clock.querySelector("[data-clock-bar]");
const lost = document.querySelector("[data-lost]");
const moved = document.querySelector("[data-moved]");
const EVERY = 2000;
const LOST_AFTER = 3;

let tag = null;
let failures = 0;
let dirty = false;
let shift = 0;
let state = { ends: Number(clock.dataset.ends) || null, limit: Number(clock.dataset.limit), paused: Boolean(clock.dataset.paused) };
let frozen = Number(clock.dataset.left) || 0;
// The page says how much was left when it was made: the two clocks need not agree.
if (state.ends && !state.paused) shift = state.ends - frozen - Date.now();

function tick() {
  clock.hidden = state.ends === null;
  if (state.ends === null) return;
  const left = Math.max(0, state.paused ? frozen : state.ends - (Date.now() + shift));
  const seconds = Math.ceil(left / 1000);
  text.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  bar.max = Math.max(state.limit, left, 1);
  bar.value = left;
  if (left === 0 && !state.paused && !state.rung) { state.rung = true; ask(); }
}

async function ask() {
  if (document.visibilityState !== "visible") return;
  try {
    const headers = { Accept: "application/json" };
    if (tag) headers["If-None-Match"] = tag;
    const answer = await fetch(place.dataset.triad, { headers, cache: "no-store" });
    if (answer.redirected || answer.status === 403 || answer.status === 404) { window.location.reload(); return; }
    if (answer.headers.has("X-Now")) shift = Number(answer.headers.get("X-Now")) - Date.now();
    if (answer.status === 200) {
      tag = answer.headers.get("ETag");
      show(await answer.json());
    }
    failures = answer.ok || answer.status === 304 ? 0 : failures + 1;
  } catch { failures += 1; }
  lost.hidden = failures < LOST_AFTER;
}

function show(frame) {
  if (frame.ends !== state.ends || frame.paused !== state.paused) state = frame;
  if (frame.paused) frozen = frame.left;
  if (frame.key !== place.dataset.key) {
    // What is being written is not thrown away: the person says when.
    if (dirty) moved.hidden = false;
    else window.location.reload();
    return;
  }
  const part = document.querySelector("[data-fragment]");
  if (part && frame.html && part.innerHTML.trim() !== frame.html.trim()) part.innerHTML = frame.html;
}

document.querySelectorAll("form[data-keep]").forEach((form) => {
  form.addEventListener("input", () => { dirty = true; });
  form.addEventListener("submit", () => { dirty = false; });
});
moved.querySelector("a").addEventListener("click", (event) => { event.preventDefault(); dirty = false; window.location.reload(); });
document.addEventListener("visibilitychange", ask);
tick();
setInterval(tick, 250);
setInterval(ask, EVERY);
ask();
