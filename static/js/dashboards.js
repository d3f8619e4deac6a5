// While a formula is typed, say what it gives on one's own data; nothing is kept nor judged.

const form = document.querySelector("form[data-check]");
const token = document.querySelector("meta[name=csrf-token]").content;

if (form) {
  const field = form.elements.formula;
  const echo = form.querySelector("[data-echo]");
  let timer = 0;
  let asked = 0;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const mine = ++asked;
      try {
        const answer = await fetch(form.dataset.check, {
          method: "POST",
          headers: { "X-CSRFToken": token },
          body: new URLSearchParams({ formula: field.value }),
        });
        const text = await answer.text();
        if (mine === asked && answer.ok) echo.textContent = text;
      } catch {
        // the network is away: the button still sends the formula
      }
    }, 350);
  });
}
