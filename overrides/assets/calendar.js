// Filter a calendar page: hide events that have ended since the build, and show only the municipality, topic or kind
// that the reader chooses. Without this script, the choices are links to separate pages.
(() => {
  const happenings = [...document.querySelectorAll("[data-ends], [data-kommun]")];
  const result = document.querySelector(".choose__result");
  const choices = [...document.querySelectorAll("a[data-choose]")];
  const chosen = new Map();

  const isOver = (item) => item.dataset.ends && new Date(item.dataset.ends) < new Date();
  const has = (item, trait, value) => (item.dataset[trait] ?? "").split(" ").includes(value);
  const isChosen = (item) => [...chosen].every(([trait, value]) => has(item, trait, value));

  const show = () => {
    for (const item of happenings) item.hidden = isOver(item) || !isChosen(item);
    document.querySelectorAll("ul.cards").forEach(hideAround);
    const shown = happenings.filter((item) => item.matches("li") && !item.hidden).length;
    if (result) result.textContent = !chosen.size ? "" : shown ? `Visar ${shown}.` : "Inget passar. Ta bort ett val.";
  };

  // Hide the heading and the grid of a month without visible events.
  const hideAround = (list) => {
    if (!list.querySelector(":scope > [data-ends]")) return;
    list.hidden = [...list.children].every((item) => item.hidden);
    for (let above = list.previousElementSibling; above; above = above.previousElementSibling) {
      if (above.matches("details.month, h2")) above.hidden = list.hidden;
      if (above.matches("h2")) break;
    }
  };

  const choose = (event) => {
    event.preventDefault();
    const { choose: trait, value } = event.currentTarget.dataset;
    if (chosen.get(trait) === value) chosen.delete(trait);
    else chosen.set(trait, value);
    for (const link of choices) link.setAttribute("aria-pressed", chosen.get(link.dataset.choose) === link.dataset.value);
    show();
  };

  for (const link of choices) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-pressed", "false");
    link.addEventListener("click", choose);
    link.addEventListener("keydown", (event) => { if (event.key === " ") choose(event); });
  }
  show();
})();
