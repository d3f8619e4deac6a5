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
          const first = tag === null;
          tag = answer.headers.get("ETag");
          const body = await answer.text();
          if (!first || place.innerHTML.trim() === "") swap(place, body);
          else if (place.dataset.pollFresh !== undefined) swap(place, body);
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
  // Keep the keyboard where it was: the same link, found again by its address.
  const active = document.activeElement;
  const inside = place.contains(active) && active.getAttribute("href");
  place.innerHTML = body;
  if (inside) {
    const again = place.querySelector(`[href="${CSS.escape(inside)}"]`);
    if (again) again.focus();
  }
}

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
