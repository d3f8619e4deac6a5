// Drag an activity of the day script to another place; the buttons do the same without a mouse.

const lists = [...document.querySelectorAll("[data-script]")];
let held = null;

function rank(list, line) { return [...list.querySelectorAll("[data-line]")].indexOf(line); }

// The line that stands below the pointer, of those that are not held.
function below(list, y) {
  return [...list.querySelectorAll("[data-line]")].find((line) => {
    const box = line.getBoundingClientRect();
    return line !== held && y < box.top + box.height / 2;
  });
}

lists.forEach((list) => {
  list.querySelectorAll("[data-line]").forEach((line) => {
    line.draggable = true;
    line.addEventListener("dragstart", (event) => {
      held = line;
      line.dataset.from = `${list.dataset.script}/${rank(list, line)}`;
      event.dataTransfer.effectAllowed = "move";
      line.classList.add("held");
    });
    line.addEventListener("dragend", () => { line.classList.remove("held"); held = null; });
  });
  list.addEventListener("dragover", (event) => {
    if (!held) return;
    event.preventDefault();
    const next = below(list, event.clientY);
    if (next) next.before(held); else list.append(held);
  });
  list.addEventListener("drop", (event) => {
    if (!held) return;
    event.preventDefault();
    if (held.dataset.from === `${list.dataset.script}/${rank(list, held)}`) return;
    const form = held.querySelector("[data-drop]");
    form.elements.half_day.value = list.dataset.script;
    form.elements.rank.value = rank(list, held);
    form.requestSubmit();
  });
});
