// What HTML and CSS cannot do alone: remembers light or dark, opens the menu and the search,
// and mends what Material's search script leaves out for keyboards and screen readers.
(() => {
  const root = document.documentElement;
  const $ = (selector) => document.querySelector(selector);
  root.classList.replace("no-js", "js");

  // Material takes every link[rel=alternate] for a translation, and asks for a sitemap in its folder.
  // With a space the feeds still are alternates to readers, and no longer translations to the theme.
  for (const link of document.querySelectorAll("head > link[rel=alternate]")) link.rel += " ";

  // Light or dark: the stylesheet dark.css, which asks the system unless the reader has chosen.
  const dark = $("#dark");
  const system = dark.media;
  const asked = matchMedia(system);
  const isDark = () => matchMedia(dark.media).matches;
  const paint = (choice) => { dark.media = { dark: "screen", light: "not all" }[choice] ?? system; };
  const show = () => $("[data-scheme-button]").setAttribute("aria-pressed", isDark());
  // Storage is closed in some private windows; then the choice lasts as long as the page.
  const saved = () => { try { return localStorage.getItem("utseende"); } catch { return null; } };
  const save = (choice) => { try { localStorage.setItem("utseende", choice); } catch { /* see above */ } };
  paint(saved());
  asked.addEventListener("change", show);

  const openMenu = (open) => {
    root.classList.toggle("menu-open", open);
    $("[data-menu-button]").setAttribute("aria-expanded", open);
  };

  const toggle = () => $("#__search");
  const openSearch = () => { $(".search").showModal(); $("#sok").select(); };
  // Material hides its list of hits while its own checkbox says that the search is closed.
  const tellMaterial = (open) => { if (toggle().checked !== open) toggle().click(); };

  const buttons = {
    "[data-scheme-button]": () => { const choice = isDark() ? "light" : "dark"; paint(choice); save(choice); show(); },
    "[data-menu-button]": () => openMenu(!root.classList.contains("menu-open")),
    "[data-search-button]": openSearch,
    "[data-search-close], .search a": () => $(".search").close(),
  };
  document.addEventListener("click", (event) => {
    for (const [selector, act] of Object.entries(buttons)) if (event.target.closest(selector)) act();
    if (event.target === $(".search")) $(".search").close();
  });

  document.addEventListener("keydown", (event) => {
    const inSearch = $(".search").open;
    if (event.key === "Escape" && !inSearch && root.classList.contains("menu-open")) {
      openMenu(false);
      $("[data-menu-button]").focus();
    }
    // Material takes single letters as commands (WCAG 2.1.4), and Tab as leaving the search.
    if (!inSearch || !["ArrowUp", "ArrowDown", "Enter"].includes(event.key)) event.stopPropagation();
  });

  document.addEventListener("DOMContentLoaded", () => {
    show();
    const query = $("#sok");
    $(".search").addEventListener("close", () => {
      document.body.style.top = ""; // where Material would scroll back to, away from a hit on the same page
      tellMaterial(false);
    });
    query.form.addEventListener("submit", (event) => event.preventDefault());
    // Pasted or spoken words raise no key, which is all that Material listens for.
    query.addEventListener("input", () => { tellMaterial(true); query.dispatchEvent(new KeyboardEvent("keyup")); });
    // Its hits are beyond the Tab key, and each has a first heading of its own.
    new MutationObserver(() => {
      for (const hit of document.querySelectorAll(".search [tabindex='-1']")) hit.removeAttribute("tabindex");
      for (const title of document.querySelectorAll(".search :is(h1, h2)")) title.setAttribute("role", "presentation");
    }).observe($("[data-search-list]"), { childList: true });
  });
})();
