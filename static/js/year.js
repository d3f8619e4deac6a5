// A long comparison goes on by itself, a few policies a request; without scripts there is a button.

const more = document.querySelector("form[data-continue]");
if (more) setTimeout(() => more.requestSubmit(), 300);

// On a phone the menu of the year scrolls: bring the page's own entry into it.
const line = document.querySelector(".year-nav");
const current = line && line.querySelector("[aria-current]");
if (current) line.scrollLeft = current.offsetLeft - 24;
