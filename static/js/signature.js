// A signature drawn in an SVG of 600 × 200; what is sent is the path. Initials typed at the keyboard are drawn as strokes.

const LETTERS = {
  A: "M0 10L5 0L10 10M2 6L8 6", B: "M0 0L0 10L7 9L8 7L6 5L0 5M0 0L6 0L7 2L6 5", C: "M9 1L4 0L0 5L4 10L9 9",
  D: "M0 0L0 10L6 9L9 5L6 1L0 0", E: "M9 0L0 0L0 10L9 10M0 5L7 5", F: "M9 0L0 0L0 10M0 5L7 5",
  G: "M9 2L4 0L0 5L4 10L9 8L9 5L5 5", H: "M0 0L0 10M9 0L9 10M0 5L9 5", I: "M4 0L4 10", J: "M8 0L8 8L4 10L0 8",
  K: "M0 0L0 10M9 0L0 5L9 10", L: "M0 0L0 10L8 10", M: "M0 10L0 0L5 6L10 0L10 10", N: "M0 10L0 0L9 10L9 0",
  O: "M5 0L0 5L5 10L10 5L5 0", P: "M0 10L0 0L8 1L8 5L0 6", Q: "M5 0L0 5L5 10L10 5L5 0M6 7L10 10",
  R: "M0 10L0 0L8 1L8 5L0 6L8 10", S: "M9 1L4 0L0 2L9 7L5 10L0 9", T: "M0 0L10 0M5 0L5 10",
  U: "M0 0L0 8L5 10L9 8L9 0", V: "M0 0L5 10L10 0", W: "M0 0L3 10L5 4L7 10L10 0", X: "M0 0L10 10M10 0L0 10",
  Y: "M0 0L5 5L10 0M5 5L5 10", Z: "M0 0L10 0L0 10L10 10",
};

for (const pad of document.querySelectorAll("[data-signature]")) {
  const form = pad.closest("form");
  const path = pad.querySelector("path");
  const value = form.querySelector("[data-signature-value]");
  const initials = form.querySelector("[data-signature-initials]");
  const clear = form.querySelector("[data-signature-clear]");
  let drawing = false;

  const show = (text) => { path.setAttribute("d", text); value.value = text; };
  const point = (event) => {
    const box = pad.getBoundingClientRect();
    const x = Math.round(((event.clientX - box.left) / box.width) * 600);
    const y = Math.round(((event.clientY - box.top) / box.height) * 200);
    return `${Math.min(600, Math.max(0, x))} ${Math.min(200, Math.max(0, y))}`;
  };

  pad.addEventListener("pointerdown", (event) => {
    drawing = true;
    pad.setPointerCapture(event.pointerId);
    show(`${value.value}M${point(event)}`);
    event.preventDefault();
  });
  pad.addEventListener("pointermove", (event) => {
    if (drawing && value.value.length < 18000) show(`${value.value}L${point(event)}`);
  });
  ["pointerup", "pointercancel"].forEach((name) => pad.addEventListener(name, () => { drawing = false; }));

  if (clear) {
    clear.hidden = false;
    clear.addEventListener("click", () => { show(""); initials.value = ""; });
  }

  initials.addEventListener("input", () => {
    const plain = initials.value.normalize("NFKD").toUpperCase().replace(/[^A-Z]/g, "");
    const strokes = [...plain].map((letter, index) => LETTERS[letter].replace(
      /(\d+) (\d+)/g, (_, x, y) => `${60 + index * 130 + Number(x) * 10} ${50 + Number(y) * 10}`,
    ));
    show(strokes.join(""));
  });
}
