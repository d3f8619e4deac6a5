// Screens that follow the room: ask for the fragment, replace it when it changed, say so when the server is lost.

const EVERY = 4000;
const LOST_AFTER = 3;

function follow(place) {
  let tag = null;
  let failures = 0;
  const address = place.dataset.poll + (place.dataset.pollQuery || "");
  const warning = document.createElement("p");
  warning.className = "note refused";
  warning.setAttribute("role", "status");
  warning.hidden = true;
  warning.textContent = "Connexion perdue. Cet écran reprendra tout seul dès que le réseau revient.";
  place.before(warning);

  async function ask() {
    if (document.visibilityState === "visible") {
      try {
        const headers = tag ? { "If-None-Match": tag } : {};
        const answer = await fetch(address, { headers, cache: "no-store" });
        if (answer.redirected || answer.status === 403) { window.location.reload(); return; }
        if (answer.status === 200) {
          tag = answer.headers.get("ETag");
          swap(place, await answer.text());
        }
        failures = 0;
      } catch { failures += 1; }
      warning.hidden = failures < LOST_AFTER;
    }
    setTimeout(ask, EVERY);
  }
  setTimeout(ask, 400);
}

function swap(place, body) {
  const fresh = document.createElement("template");
  fresh.innerHTML = body;
  if (fresh.innerHTML.trim() === place.innerHTML.trim()) return;
  const before = cells(place);
  const across = place.querySelector(".table-wrap")?.scrollLeft ?? 0;
  // Keep the keyboard where it was: the same link, found again by its address.
  const active = document.activeElement;
  const inside = place.contains(active) && active.getAttribute("href");
  place.replaceChildren(fresh.content);
  const wide = place.querySelector(".table-wrap");
  if (wide) wide.scrollLeft = across;
  for (const [key, cell] of cells(place)) {
    const old = before.get(key);
    if (before.size && (!old || old.textContent !== cell.textContent)) cell.classList.add("changed");
  }
  if (inside) {
    const again = place.querySelector(`[href="${CSS.escape(inside)}"]`);
    if (again) again.focus();
  }
}

// What a person reads as one fact, by where it stands: the line's head and the column, or the link.
function cells(place) {
  const found = new Map();
  for (const row of place.querySelectorAll("tbody tr")) {
    const head = row.cells[0].textContent.trim();
    [...row.cells].slice(1).forEach((cell, column) => found.set(`${head}|${column}`, cell));
  }
  place.querySelectorAll("li a").forEach((link) => found.set(link.getAttribute("href"), link.closest("li")));
  return found;
}

// A wide grid opens on its end: what was opened last is what the room is doing.
document.querySelectorAll("[data-poll] .table-wrap").forEach((wide) => { wide.scrollLeft = wide.scrollWidth; });
document.querySelectorAll("[data-poll]").forEach(follow);

// Say where this person is, on pages that show an activity.
const here = document.querySelector("[data-presence]");
if (here) {
  const tell = () => {
    if (document.visibilityState === "visible") fetch(here.dataset.presence, { cache: "no-store" }).catch(() => {});
  };
  tell();
  setInterval(tell, 20000);
}
