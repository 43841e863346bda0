// The search page: show what matching.js finds while the reader writes. Loaded on first use.
import { open, wordsOf } from "./matching.js";

const ROOT = new URL("..", import.meta.url);
const PAGE = 6; // hits shown at a time: the text of each may be in another file, which is one request more
const LONG = 50; // words and what is between them that are shown of a sentence
const index = open(async (name) => {
  const answer = await fetch(new URL(`sok/${name}`, ROOT));
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
});

function make(node) {
  if (typeof node === "string") return document.createTextNode(node);
  const [name, { to, ...attributes }, ...contents] = node;
  const element = document.createElement(name);
  if (to !== undefined) element.href = new URL(to, ROOT);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...contents.map(make));
  return element;
}

const hits = (count) => (count === 1 ? "1 träff" : `${count} träffar`);

// Say what was found.
export function told({ hits: { length }, gone, instead }) {
  if (!gone.length) return length ? hits(length) : "Inget hittades som har alla orden.";
  const nothing = `Inget hittades på ${gone.map((word) => `”${word}”`).join(" och ")}.`;
  if (!instead) return nothing;
  return length ? `${nothing} Här är ${hits(length)} på ”${instead}”.` : `${nothing} Menade du ”${instead}”?`;
}

// Return a text with the words marked, as pieces.
function marked(text, isOne) {
  const pieces = text.split(/([\p{L}\p{N}]+)/u);
  return pieces.map((piece) => (isOne.some((is) => is(piece.toLowerCase())) ? ["mark", {}, piece] : piece)).filter(Boolean);
}

// Return the line or sentence that has the most of the words, cut to what is nearest to them if it is long.
function sentence(text, isOne) {
  const sentences = text.split(/\n|(?<=[.!?…])\s+/).filter(Boolean);
  const has = (one) => isOne.filter((is) => wordsOf(one).some(is)).length;
  const best = sentences.reduce((one, other) => (has(other) > has(one) ? other : one), "");
  const pieces = marked(best || sentences[0] || "", isOne);
  const first = pieces.findIndex((piece) => typeof piece !== "string");
  const begin = best.length > LONG * 5 && first > LONG / 2 ? first - LONG / 2 : 0;
  return [...(begin ? ["… "] : []), ...pieces.slice(begin, begin + LONG), ...(begin + LONG < pieces.length ? [" …"] : [])];
}

// Return hits as elements: [name, attributes, ...contents]. `to` is an address on the site.
export async function rows(index, found, { shown }) {
  const isOne = shown.map((words) => (word) =>
    words.has(word) || (word.length > 4 && [...words].some((one) => one.length > 3 && word.endsWith(one))));
  return (await index.texts(found)).map(([to, title, when, within, text, kind]) => [
    "li", {},
    ["a", { class: "hit", [/^https?:/.test(to) ? "href" : "to"]: to }, ...marked(title, isOne)],
    ["p", { class: "muted" }, ["span", { class: "tag" }, kind], ` ${[when, within].filter(Boolean).join(" · ")}`],
    ...(text ? [["p", {}, ...sentence(text, isOne)]] : []),
  ]);
}

// Search while the reader types in a form.
export function attach(form) {
  const parts = ["[name=q]", "[role=status]", "ol", "[data-kinds]", "[data-more]", "[data-instead]", "[data-nothing]"];
  const [field, status, list, kinds, more, instead, nothing] = parts.map((part) => form.querySelector(part));
  const begin = status.textContent;
  let asked = 0; // number of the latest request, so that a slow answer does not replace a later one
  let last; // the latest query
  let answer, chosen; // what was found, and the hits of it that are shown, of one kind or all

  // Show hits after the first `from`; return whether nothing else has been asked for meanwhile.
  async function show(from) {
    const turn = ++asked;
    const nodes = await rows(index, chosen.slice(from, from + PAGE), answer);
    if (turn !== asked) return false;
    list.replaceChildren(...[...list.children].slice(0, from), ...nodes.map(make));
    more.hidden = chosen.length <= from + PAGE;
    return true;
  }

  async function choose(kind) {
    chosen = answer.hits.filter((hit) => !kind || hit.kind === kind);
    if (!(await show(0))) return false;
    for (const button of kinds.children) button.setAttribute("aria-pressed", button.value === kind);
    status.textContent = kind ? `${hits(chosen.length)} av slaget ${kind}` : told(answer);
    return true;
  }

  function showKinds() {
    const counts = new Map();
    for (const { kind } of answer.hits) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const sorted = [...counts].sort(([one], [other]) => one.localeCompare(other, "sv"));
    const buttons = [["", answer.hits.length], ...sorted].map(([value, count]) =>
      make(["button", { type: "button", value, "aria-pressed": !value }, `${value || "Allt"} ${count}`]));
    kinds.replaceChildren(...buttons);
    kinds.hidden = counts.size < 2;
  }

  function clear() {
    list.replaceChildren();
    for (const part of [kinds, more, instead, nothing]) part.hidden = true;
    status.textContent = begin;
  }

  async function find() {
    const query = field.value.trim();
    if (query === last) return; // what is shown, and may have the focus, stays
    last = query;
    const turn = ++asked;
    if (!query) return clear();
    try {
      const found = await index.find(query);
      if (turn !== asked) return;
      answer = found;
      if (!(await choose(""))) return;
      showKinds();
      nothing.hidden = answer.hits.length > 0;
      instead.hidden = !answer.instead || answer.hits.length > 0;
      instead.querySelector("button").textContent = `Sök på ”${answer.instead}”`;
    } catch {
      last = undefined;
      status.textContent = "Sökningen gick inte att hämta. Försök igen om en stund.";
    }
  }

  let pause;
  field.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(find, 150); });
  kinds.addEventListener("click", ({ target }) => target.matches("button") && choose(target.value));
  more.addEventListener("click", async () => {
    const from = list.children.length;
    if (await show(from)) list.children[from].querySelector("a").focus();
  });
  instead.addEventListener("click", ({ target }) => {
    if (!target.matches("button")) return;
    location.hash = `q=${encodeURIComponent(answer.instead)}`;
    field.focus();
  });
  find();
}
