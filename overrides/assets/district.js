// Light and dark scheme, the menu and the search dialog.
(() => {
  const root = document.documentElement;
  const $ = (selector) => document.querySelector(selector);
  root.classList.replace("no-js", "js");

  // The media query of dark.css follows the system, unless the reader has chosen a scheme.
  const dark = $("#dark");
  const system = dark.media;
  const asked = matchMedia(system);
  const isDark = () => matchMedia(dark.media).matches;
  const paint = (choice) => { dark.media = { dark: "screen", light: "not all" }[choice] ?? system; };
  const show = () => $("[data-scheme-button]").setAttribute("aria-pressed", isDark());
  // Storage throws in some private windows. The choice is then kept only while the page is open.
  const saved = () => { try { return localStorage.getItem("utseende"); } catch { return null; } };
  const save = (choice) => { try { localStorage.setItem("utseende", choice); } catch { /* see above */ } };
  paint(saved());
  asked.addEventListener("change", show);

  const openMenu = (open) => {
    root.classList.toggle("menu-open", open);
    $("[data-menu-button]").setAttribute("aria-expanded", open);
  };

  // Load the search only when it is used.
  const begin = async (form) => {
    if (form.dataset.begun) return;
    form.dataset.begun = true;
    (await import("./search.js")).attach(form);
  };
  const openSearch = () => {
    begin($(".search form"));
    $(".search").showModal();
    $("#sok").select();
  };

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
    if (event.key !== "Escape" || $(".search").open || !root.classList.contains("menu-open")) return;
    openMenu(false);
    $("[data-menu-button]").focus();
  });

  // Put the query in the fragment, which is not sent to the server.
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-search]")) return;
    event.preventDefault();
    $(".search").close();
    location.href = `${event.target.getAttribute("action") ?? ""}#q=${encodeURIComponent(event.target.elements.q.value)}`;
  });

  const look = (form) => {
    const { q: field } = form.elements;
    field.value = new URLSearchParams(location.hash.slice(1) || location.search).get("q") ?? "";
    if (form.dataset.begun) field.dispatchEvent(new Event("input"));
    else if (field.value) begin(form);
  };

  document.addEventListener("DOMContentLoaded", () => {
    show();
    const form = $("article [data-search]");
    if (!form) return;
    look(form);
    form.elements.q.addEventListener("focus", () => begin(form), { once: true });
    addEventListener("hashchange", () => look(form));
  });
})();
