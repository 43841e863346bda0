// Says so when the page is old: the site is built every night, and nobody notices when that stops.
(() => {
  const notice = document.querySelector("[data-built]");
  const days = (Date.now() - Date.parse(notice.dataset.built)) / 86_400_000;
  // Counted from the build day's start in UTC, so that three whole days have gone in any time zone.
  notice.hidden = days <= 4;
})();
