// The small behaviours that every page shares: theme, confirmations, copying, sorting, one submission a click.

const root = document.documentElement;

function themeButton() {
  const button = document.querySelector("[data-theme-button]");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const dark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : window.matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    try { localStorage.setItem("encours-theme", root.dataset.theme); } catch { /* private window */ }
  });
}

function confirmations() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const text = (event.submitter && event.submitter.dataset.confirm) || form.dataset.confirm;
    if (!text || form.dataset.confirmed) return;
    event.preventDefault();
    const dialog = document.createElement("dialog");
    dialog.setAttribute("aria-labelledby", "confirm-text");
    const paragraph = document.createElement("p");
    paragraph.id = "confirm-text";
    paragraph.textContent = text;
    const row = document.createElement("div");
    row.className = "row end";
    const no = document.createElement("button");
    no.className = "button";
    no.type = "button";
    no.textContent = "Annuler";
    const yes = document.createElement("button");
    yes.className = "button main";
    yes.type = "button";
    yes.textContent = (event.submitter && event.submitter.textContent.trim()) || "Confirmer";
    row.append(no, yes);
    dialog.append(paragraph, row);
    document.body.append(dialog);
    no.addEventListener("click", () => dialog.close());
    yes.addEventListener("click", () => {
      form.dataset.confirmed = "yes";
      dialog.close();
      form.requestSubmit(event.submitter || undefined);
    });
    dialog.addEventListener("close", () => dialog.remove());
    dialog.showModal();
  }, true);
}

function oneSubmission() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method === "get") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    if (event.submitter) event.submitter.setAttribute("aria-disabled", "true");
    // A download or a cancelled navigation must not leave the form dead.
    setTimeout(() => release(form), 5000);
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));
}

function release(form) {
  delete form.dataset.sent;
  delete form.dataset.confirmed;
  form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
}

function copying() {
  document.querySelectorAll("[data-copy]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = button.dataset.copy;
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        // Without HTTPS the clipboard is closed: select the text so that Ctrl+C works.
        const area = document.createElement("textarea");
        area.value = text;
        document.body.append(area);
        area.select();
        document.execCommand("copy");
        area.remove();
      }
      const before = button.textContent;
      button.textContent = "Copié";
      setTimeout(() => { button.textContent = before; }, 1600);
    });
  });
}

function key(cell) {
  const raw = cell.dataset.value ?? cell.textContent.trim();
  const number = Number(raw);
  return raw !== "" && !Number.isNaN(number) ? number : raw.toLocaleLowerCase("fr");
}

function sorting() {
  document.querySelectorAll("table[data-sortable]").forEach((table) => {
    table.querySelectorAll("thead th").forEach((head, column) => {
      if (head.dataset.nosort !== undefined || !head.textContent.trim()) return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      head.setAttribute("aria-sort", "none");
      button.addEventListener("click", () => sortBy(table, head, column));
    });
  });
}

function sortBy(table, head, column) {
  const descending = head.getAttribute("aria-sort") === "ascending";
  table.querySelectorAll("th[aria-sort]").forEach((other) => other.setAttribute("aria-sort", "none"));
  head.setAttribute("aria-sort", descending ? "descending" : "ascending");
  const body = table.tBodies[0];
  const rows = [...body.rows];
  rows.sort((a, b) => {
    const left = key(a.cells[column]);
    const right = key(b.cells[column]);
    const order = typeof left === "number" && typeof right === "number"
      ? left - right
      : String(left).localeCompare(String(right), "fr", { numeric: true });
    return descending ? -order : order;
  });
  body.append(...rows);
}

function printing() {
  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
}

// On a phone the menu is one line that scrolls: bring the page's own entry into it.
function menu() {
  const current = document.querySelector(".nav [aria-current]");
  const line = current && current.closest("nav");
  if (line) line.scrollLeft = current.offsetLeft - line.offsetLeft - 24;
}

themeButton();
menu();
confirmations();
oneSubmission();
copying();
sorting();
printing();

// What the trainer sends to every screen: an agenda goes there at once, any other page shows the way;
// when the trainer moves people on, any other page follows ten seconds later.
const PUSH_EVERY = 4000;
const SECONDS = 10;

function followPush(place) {
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
    setTimeout(ask, PUSH_EVERY);
  }
  setTimeout(ask, 2000);
}

document.querySelectorAll("[data-push]").forEach(followPush);
