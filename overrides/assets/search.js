// The search: query the Pagefind indexes that `search_index.py` makes of the built site. Loaded on first use.
let pagefind;
const library = () => (pagefind ??= import("../pagefind/pagefind.js").then(async (found) => {
  const folder = new URL("../pagefind/", import.meta.url);
  const [parts] = await Promise.all([
    fetch(new URL("parts.json", folder)).then((answer) => answer.json()),
    found.options({ excerptLength: 24 }),
  ]);
  // The newest year is first. Older years weigh less, so that of equally good hits the newest are shown first.
  await Promise.all(parts.map((part, age) =>
    found.mergeIndex(new URL(part, folder).pathname, { excerptLength: 24, indexWeight: 0.9 ** age })));
  return found;
}));
const PAGE = 20;

// Return the nodes of an excerpt, which is HTML. Keep its <mark> elements, and the rest as text.
function excerpt(html) {
  const parts = [...new DOMParser().parseFromString(html, "text/html").body.childNodes];
  return parts.map((part) => {
    if (part.nodeName !== "MARK") return part.textContent;
    const mark = document.createElement("mark");
    mark.textContent = part.textContent;
    return mark;
  });
}

function hit({ url, meta, excerpt: html }) {
  const [item, link, text] = ["li", "a", "p"].map((name) => document.createElement(name));
  link.href = url;
  link.textContent = meta.title;
  text.append(...excerpt(html));
  item.append(link, text);
  return item;
}

const told = (count) => ({ 0: "Inget hittades. Prova ett kortare ord.", 1: "1 träff" }[count] ?? `${count} träffar`);

// Search while the reader types in a form.
export function attach(form) {
  const [field, status, list] = ["[name=q]", "[role=status]", "ol"].map((part) => form.querySelector(part));
  const begin = status.textContent;
  let asked = 0;

  async function find() {
    const words = field.value.trim(), turn = ++asked;
    if (!words) { list.replaceChildren(); status.textContent = begin; return; }
    try {
      const { results } = await (await library()).search(words);
      const hits = await Promise.all(results.slice(0, PAGE).map((result) => result.data()));
      if (turn !== asked) return; // a later search has started
      list.replaceChildren(...hits.map(hit));
      status.textContent = told(results.length) + (results.length > PAGE ? `. De ${PAGE} som passar bäst visas.` : "");
    } catch {
      status.textContent = "Sökningen gick inte att hämta. Försök igen om en stund.";
    }
  }

  let pause;
  field.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(find, 150); });
  find();
}
