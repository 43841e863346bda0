// Lists of what is coming: hide what has ended since the build, bring forward what comes next, and say "i dag".
(() => {
  const now = new Date();
  const isOver = ({ dataset }) => new Date(dataset.ends) < now;
  for (const item of document.querySelectorAll("[data-ends]")) item.hidden ||= isOver(item);
  for (const notice of document.querySelectorAll("[data-ended]")) notice.hidden = new Date(notice.dataset.ended) >= now;

  for (const agenda of document.querySelectorAll(".agenda")) {
    const days = [...agenda.children].filter((day) => day.querySelector("[data-ends]"));
    let left = Number(agenda.dataset.most || Infinity);
    for (const day of days) {
      const over = [...day.querySelectorAll("[data-ends]")].every(isOver);
      day.hidden = over || left <= 0;
      if (!over) left -= 1;
    }
  }

  // No heading is left alone: a part goes when all in it is over, and its page then says so.
  for (const part of document.querySelectorAll("[data-coming]")) {
    part.hidden = [...part.querySelectorAll("[data-ends]")].every(isOver);
  }
  for (const notice of document.querySelectorAll("[data-when-empty]")) {
    notice.hidden = [...notice.parentElement.querySelectorAll("[data-ends]")].some((item) => !isOver(item));
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
