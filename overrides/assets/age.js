// Show a notice on an old page. The site is built every night, so an old page means that publishing has stopped.
(() => {
  const notice = document.querySelector("[data-built]");
  const days = (Date.now() - Date.parse(notice.dataset.built)) / 86_400_000;
  // Counted from the start of the build day in UTC: after four days, three whole days have passed in every time zone.
  notice.hidden = days <= 4;
})();
