// What depends on the reader's clock: hide what has ended since the build, bring forward what comes next, say
// "i dag", and show the notice on an old page. The page is not drawn before this has run, so that nothing moves.
export function update(root) {
  const now = new Date();
  // The site is built every night, so an old page means that publishing has stopped. Counted from the start of
  // the build day in UTC: after four days, three whole days have passed in every time zone.
  for (const notice of root.querySelectorAll("[data-built]")) {
    notice.hidden = (now - Date.parse(notice.dataset.built)) / 86_400_000 <= 4;
  }
  const isOver = ({ dataset }) => new Date(dataset.ends) < now;
  for (const item of root.querySelectorAll("[data-ends]")) item.hidden ||= isOver(item);
  for (const notice of root.querySelectorAll("[data-ended]")) notice.hidden = new Date(notice.dataset.ended) >= now;

  for (const agenda of root.querySelectorAll(".agenda")) {
    const days = [...agenda.children].filter((day) => day.querySelector("[data-ends]"));
    let left = Number(agenda.dataset.most || Infinity);
    for (const day of days) {
      const over = [...day.querySelectorAll("[data-ends]")].every(isOver);
      day.hidden = over || left <= 0;
      if (!over) left -= 1;
    }
  }

  // No heading is left alone: a part goes when all in it is over, and its page then says so.
  for (const part of root.querySelectorAll("[data-coming]")) {
    part.hidden = [...part.querySelectorAll("[data-ends]")].every(isOver);
  }
  for (const notice of root.querySelectorAll("[data-when-empty]")) {
    notice.hidden = [...notice.parentElement.querySelectorAll("[data-ends]")].some((item) => !isOver(item));
  }

  // The first card that has not ended is the next.
  const cards = [...root.querySelectorAll("[data-next]")];
  const next = cards.find((card) => new Date(card.dataset.next) >= now);
  for (const card of cards) card.hidden = card !== next;

  const day = (date) => date.toLocaleDateString("sv-SE");
  const today = day(now), tomorrow = day(new Date(now.getTime() + 86_400_000));
  for (const spot of root.querySelectorAll("[data-day]")) {
    const word = { [today]: "i dag", [tomorrow]: "i morgon" }[spot.dataset.day];
    if (word) spot.append(` · ${word}`);
  }
}

update(document);
