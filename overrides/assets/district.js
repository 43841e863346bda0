// Every page: the colour scheme, the menu, copied links and the search form.
(() => {
  const root = document.documentElement;
  const all = (selector) => document.querySelectorAll(selector);
  root.classList.replace("no-js", "js");

  // The media query of dark.css follows the system, unless the reader has chosen a scheme.
  const dark = document.getElementById("dark");
  const system = dark.media;
  const isDark = () => matchMedia(dark.media).matches;
  const paint = (choice) => { dark.media = { dark: "screen", light: "not all" }[choice] ?? system; };
  const show = () => all("[data-scheme-button]").forEach((button) => button.setAttribute("aria-pressed", isDark()));
  // Storage throws in some private windows. The choice is then kept only while the page is open.
  const saved = () => { try { return localStorage.getItem("utseende"); } catch { return null; } };
  const save = (choice) => { try { localStorage.setItem("utseende", choice); } catch { /* see above */ } };
  paint(saved());
  matchMedia(system).addEventListener("change", show);

  // The text of a post that a button belongs to.
  const posted = (button) => button.closest(".post").querySelector("pre").textContent;
  const closeMenu = (menu) => { menu.open = false; };

  document.addEventListener("click", async ({ target }) => {
    if (target.closest("[data-scheme-button]")) {
      const choice = isDark() ? "light" : "dark";
      paint(choice);
      save(choice);
      show();
    }
    const copy = target.closest("[data-copy]");
    if (copy) {
      const done = await navigator.clipboard.writeText(copy.dataset.copy || posted(copy)).then(() => true, () => false);
      copy.textContent = done ? "Kopierat" : "Markera och kopiera själv";
    }
    if (target.closest("[data-print]")) print();
    const share = target.closest("[data-share]");
    if (share && navigator.share) navigator.share({ title: document.title, url: location.href }).catch(() => {});
    else if (share) navigator.clipboard.writeText(location.href).then(() => { share.textContent = "Länken är kopierad"; });
    const send = target.closest("[data-share-text]");
    if (send) navigator.share({ text: posted(send) }).catch(() => {});
    for (const menu of all(".menu[open]")) if (!menu.contains(target)) closeMenu(menu);
  });

  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    for (const menu of all(".menu[open]")) {
      closeMenu(menu);
      menu.querySelector("summary").focus();
    }
  });

  document.addEventListener("DOMContentLoaded", () => {
    show();
    for (const button of all("[data-print]")) button.hidden = false;
    for (const button of all("[data-copy], [data-share]")) button.hidden = !navigator.clipboard;
    for (const button of all("[data-share-text]")) button.hidden = !navigator.share;
    const form = document.querySelector("[data-search]");
    if (form) startSearch(form);
  });

  // Load the search only when it is used. The query is in the fragment, which is not sent to the server.
  function startSearch(form) {
    const { q: field } = form.elements;
    const begin = async () => {
      if (form.dataset.begun) return;
      form.dataset.begun = true;
      (await import("./search.js")).attach(form);
    };
    const look = () => {
      field.value = new URLSearchParams(location.hash.slice(1) || location.search).get("q") ?? "";
      if (form.dataset.begun) field.dispatchEvent(new Event("input"));
      else if (field.value) begin();
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      location.hash = `q=${encodeURIComponent(field.value)}`;
      begin();
    });
    field.addEventListener("focus", begin, { once: true });
    addEventListener("hashchange", look);
    look();
  }
})();
