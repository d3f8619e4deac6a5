// What the trainer sends to every screen: an agenda goes there at once, any other page shows the way;
// when the trainer moves people on, any other page follows ten seconds later.

const EVERY = 4000;
const SECONDS = 10;
const place = document.querySelector("[data-push]");
const home = place.hasAttribute("data-push-home");
let tag = null;
let leaving = null;

function remembered() { try { return sessionStorage.getItem("encours-push"); } catch { return null; } }
function remember(key) { try { sessionStorage.setItem("encours-push", key); } catch { /* private window */ } }

function there(banner) {
  return banner.querySelector("a").pathname === window.location.pathname;
}

function go(banner) {
  remember(banner.dataset.pushKey);
  window.location.assign(banner.querySelector("a").href);
}

function count(banner) {
  if (leaving) return;
  let left = SECONDS;
  const said = banner.querySelector("[data-push-count]");
  said.textContent = `Vous y allez dans ${SECONDS} secondes.`;
  leaving = setInterval(() => {
    left -= 1;
    if (left <= 0) { clearInterval(leaving); go(banner); }
  }, 1000);
}

function stay() { clearInterval(leaving); leaving = null; }

function show() {
  const banner = place.querySelector("[data-push-key]");
  stay();
  if (!banner) return;
  if (there(banner)) { remember(banner.dataset.pushKey); banner.hidden = true; return; }
  banner.querySelector("a").addEventListener("click", () => remember(banner.dataset.pushKey));
  // Whoever has been there and came back is not sent there twice.
  if (remembered() === banner.dataset.pushKey) return;
  if (home) go(banner);
  else if (banner.hasAttribute("data-push-everybody")) count(banner);
}

function address() {
  const banner = place.querySelector("[data-push-key]");
  const here = banner && there(banner) ? `?ici=${banner.dataset.pushActivity}` : "";
  return place.dataset.push + here;
}

async function ask() {
  if (document.visibilityState === "visible") {
    try {
      const answer = await fetch(address(), { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store" });
      if (answer.status === 200 && !answer.redirected) {
        tag = answer.headers.get("ETag");
        place.innerHTML = await answer.text();
        show();
      }
    } catch { /* the page's own line says that the network is away */ }
  }
  setTimeout(ask, EVERY);
}
setTimeout(ask, 300);
