// Lists of what is coming: hide what has ended since the build, bring forward what comes next, and say "i dag".
(() => {
  const now = new Date();
  const isOver = ({ dataset }) => new Date(dataset.ends) < now;
  for (const item of document.querySelectorAll("[data-ends]")) item.hidden ||= isOver(item);

  for (const agenda of document.querySelectorAll(".agenda")) {
    const days = [...agenda.children].filter((day) => day.querySelector("[data-ends]"));
    let left = Number(agenda.dataset.most || Infinity);
    for (const day of days) {
      const over = [...day.querySelectorAll("[data-ends]")].every(isOver);
      day.hidden = over || left <= 0;
      if (!over) left -= 1;
    }
    const empty = days.length > 0 && days.every((day) => day.hidden);
    const section = agenda.closest("[data-month]");
    if (section) section.hidden = empty;
    const instead = agenda.parentElement.querySelector("[data-when-empty]");
    if (instead) instead.hidden = !empty;
  }

  // The first card that has not ended is the next.
  const cards = [...document.querySelectorAll("[data-next]")];
  const next = cards.find((card) => new Date(card.dataset.next) >= now);
  for (const card of cards) card.hidden = card !== next;

  const day = (date) => date.toLocaleDateString("sv-SE");
  const today = day(now), tomorrow = day(new Date(now.getTime() + 86_400_000));
  for (const spot of document.querySelectorAll("[data-day]")) {
    const word = { [today]: "i dag", [tomorrow]: "i morgon" }[spot.dataset.day];
    if (word) spot.append(` · ${word}`);
  }
})();
