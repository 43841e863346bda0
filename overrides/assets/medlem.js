// The member pages: ask for the passphrase, decrypt pages and files, and show them in this document.
//
// A page is JSON, and is built with createElement from the elements and attributes listed here: no HTML is
// parsed. The keys are kept only in this module's memory and are not extractable. All pages share one address, and
// history entries hold only numbers, so neither reveals which page was read.
// The formats are JWE (RFC 7516) and JWA (RFC 7518), and the ciphers are the browser's (WebCrypto).

import { update } from "./calendar.js";
import { open } from "./matching.js";
import { rows, told } from "./search.js";

const HOME = new URL("..", import.meta.url).href;
const ROUNDS = 600000;
const MINUTE = 60000;
const MOST = 50; // hits
const [SOON, IDLE] = [9 * MINUTE, 10 * MINUTE];
const OLD = 4 * 24 * 60 * MINUTE; // the site is built every night

// As in page_tree.py.
const SVG_ELEMENTS = new Set("svg g path rect".split(" "));
const ELEMENTS = new Set(
  ("a abbr article aside b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption" +
    " figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q s samp section small span" +
    " strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr").split(" "),
);
const ATTRIBUTES = new Set(
  ("alt class colspan datetime dir height hidden id lang open reversed role rowspan scope start title value width" +
    " aria-current aria-describedby aria-hidden aria-label aria-labelledby" +
    " data-coming data-day data-ended data-ends data-most data-next data-when-empty" +
    " viewBox d x y fill stroke stroke-width stroke-linecap stroke-linejoin stroke-dasharray").split(" "),
);
const SCHEMES = new Set("http: https: mailto: tel: webcal: webcals:".split(" "));

const byId = (id) => document.getElementById(id);
const [door, inside, place, form, finder] = ["dorr", "inne", "sida", "las-upp", "leta"].map(byId);
const [status, trouble, age] = ["besked", "fel", "utgava"].map(byId);
const says = new Map([...byId("ord").content.children].map((p) => [p.dataset.says, p.textContent]));
const built = Number(document.documentElement.dataset.built);

let site = null; // while unlocked: {phrase, key} (CryptoKeys), and the list of contents: {built, files}
let views = []; // what the numbers in the history stand for: {path, id} or {words}
let visit = Math.random(); // tells this visit's numbers from earlier ones
let shown = null; // path of the current page
let turn = 0; // number of the latest request, so that a slow response does not replace a later page
let active = Date.now(); // when the reader last did something
let blobs = [];

class Failure extends Error {} // its message is a key of `says`

const utf8 = new TextEncoder();
const text = (plain) => new TextDecoder().decode(plain);
const bytes = (letters) => Uint8Array.from(atob(letters.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

// Decryption

function cipher({ protected: header, iv, ciphertext, tag }) {
  const settings = { name: "AES-GCM", iv: bytes(iv), additionalData: utf8.encode(header), tagLength: 128 };
  const [start, end] = [bytes(ciphertext), bytes(tag)];
  const sealed = new Uint8Array(start.length + end.length);
  sealed.set(start);
  sealed.set(end, start.length);
  return [sealed, settings];
}

async function decrypted(compact, key) {
  const [header, , iv, ciphertext, tag] = compact.split(".");
  const { alg, enc } = JSON.parse(text(bytes(header)));
  if (alg !== "dir" || enc !== "A256GCM") throw new Failure("changed");
  const [sealed, settings] = cipher({ protected: header, iv, ciphertext, tag });
  return new Uint8Array(await crypto.subtle.decrypt(settings, key, sealed));
}

// Must give the same as `normalize` in passphrase.py.
export const normalised = (phrase) =>
  phrase.normalize("NFKC").toLowerCase().replace(/\p{Cf}/gu, "").replace(/[\p{Pd}\p{Z}\p{Cc}\u2212]+/gu, " ").trim();

const phraseKey = (phrase) =>
  crypto.subtle.importKey("raw", utf8.encode(normalised(phrase)), "PBKDF2", false, ["deriveKey"]);

// PBES2 (RFC 7518, 4.8): PBKDF2 derives a key from the passphrase, which unwraps another, which unwraps the site's.
async function siteKey(phrase, lock) {
  const unwrapped = async ({ header, encrypted_key }) => {
    const salt = Uint8Array.from([...utf8.encode(header.alg), 0, ...bytes(header.p2s)]);
    const how = { name: "PBKDF2", hash: "SHA-512", salt, iterations: ROUNDS };
    const wrapper = await crypto.subtle.deriveKey(how, phrase, { name: "AES-KW", length: 256 }, false, ["unwrapKey"]);
    return crypto.subtle.unwrapKey("raw", bytes(encrypted_key), wrapper, "AES-KW", "AES-GCM", false, ["unwrapKey"]);
  };
  const locks = lock.recipients ?? [lock];
  if (locks.some(({ header }) => header.alg !== "PBES2-HS512+A256KW" || header.p2c !== ROUNDS)) throw new Failure("changed");
  const wrapping = await Promise.any(locks.map(unwrapped)).catch(() => null); // in parallel: each is slow by design
  if (!wrapping) throw new Failure("wrong");
  const [sealed, settings] = cipher(lock);
  return crypto.subtle.unwrapKey("jwk", sealed, wrapping, settings, "AES-GCM", false, ["decrypt"]);
}

async function opened(phrase) {
  const { key: lock, contents } = JSON.parse(text(await fetched("nycklar.json")));
  const key = await siteKey(phrase, lock);
  const list = JSON.parse(text(await decrypted(contents, key)));
  if (list.built < (site?.built ?? built)) throw new Failure("older");
  return { phrase, key, built: list.built, files: new Map(Object.entries(list.files)) };
}

// Files

// Not stored, so that the browser's cache has no trace of which files were read, or of an earlier build.
async function fetched(path) {
  const answer = await fetch(HOME + path, { cache: "no-store" }).catch(() => null);
  if (answer?.status === 404) throw new Failure("gone");
  if (!answer?.ok) throw new Failure("offline");
  return new Uint8Array(await answer.arrayBuffer());
}

async function read(path) {
  const { key, files } = site;
  const file = files.get(path);
  if (!file) throw new Failure("missing");
  const sealed = await fetched(`s/${file.name}.jwe`);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", sealed));
  if ([...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("") !== file.digest) throw new Failure("swapped");
  return { type: file.type, plain: (await decrypted(text(sealed), key)).subarray(0, file.size) };
}

const json = async (path) => JSON.parse(text((await read(path)).plain));

// Decrypt a file and download it.
async function hand(path) {
  const { plain, type } = await read(path);
  const link = document.createElement("a");
  // A download, also in browsers that would rather show it.
  link.href = URL.createObjectURL(new Blob([plain], { type: type.startsWith("image/svg") ? "application/octet-stream" : type }));
  blobs.push(link.href);
  link.download = path.split("/").pop();
  link.click();
}

// Not a blob: the browser may write those to disk.
async function picture(image, path) {
  const { plain, type } = await read(path);
  let letters = "";
  for (let start = 0; start < plain.length; start += 8192) letters += String.fromCharCode(...plain.subarray(start, start + 8192));
  image.src = `data:${type};base64,${btoa(letters)}`;
}

// Pages

const isPage = (path) => path === "" || path.endsWith("/") || path.endsWith(".html");
const fileOf = (path) => (path === "" || path.endsWith("/") ? `${path}index.html` : path);

function viewOf(target) {
  try {
    const [path, id] = target.split("#").map(decodeURIComponent);
    return { path, id };
  } catch {
    return { path: target };
  }
}

function leadsOut(href) {
  try {
    return SCHEMES.has(new URL(href).protocol);
  } catch {
    return false;
  }
}

// Build a text, or an element with its contents. Nothing that is not listed above is ever built.
function make(node) {
  if (typeof node === "string") return document.createTextNode(node);
  const [name, { to, file, href, ...attributes }, ...contents] = node;
  const svg = SVG_ELEMENTS.has(name);
  if (!svg && !ELEMENTS.has(name)) throw new Failure("changed");
  const element = svg ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (!ATTRIBUTES.has(attribute) || (svg && /[(:]/.test(value))) throw new Failure("changed");
    element.setAttribute(attribute, value);
  }
  if (name === "a" && to !== undefined) lead(element, viewOf(to));
  if (name === "a" && href !== undefined && leadsOut(href)) {
    element.href = href;
    element.rel = "noreferrer";
  }
  // A picture that cannot be shown leaves its description.
  if (name === "img" && file !== undefined) picture(element, decodeURIComponent(file)).catch(() => {});
  element.append(...contents.map(make));
  return element;
}

function lead(link, view) {
  link.href = HOME;
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    isPage(view.path) ? go(view) : attempt(() => hand(view.path));
  });
}

function go(view) {
  history.pushState([visit, views.push(view) - 1], "", HOME);
  route();
}

// Replace the address of a page that someone came with, for example from a feed.
function arrive() {
  if (!location.hash.startsWith("#/")) return;
  history.replaceState([visit, views.push(viewOf(location.hash.slice(2))) - 1], "", HOME);
}

function asked() {
  const [of, number] = Array.isArray(history.state) ? history.state : [];
  return (of === visit && views[number]) || { path: "" };
}

async function route() {
  if (!site) return;
  const mine = ++turn;
  await attempt(async () => {
    const { path: target, id, words } = asked();
    const path = isPage(target ?? "") ? target : "";
    if (shown === null && words === undefined && !site.files.has(fileOf(path))) {
      show(await json("index.html"), "");
      throw new Failure("missing");
    }
    if (words !== undefined || path !== shown) {
      const nodes = words === undefined ? await json(fileOf(path)) : await found(words);
      if (mine !== turn || !site) return;
      const next = movedTo(nodes);
      if (next !== undefined) return follow(next, id);
      show(nodes, words === undefined ? path : null);
    }
    moveTo(id);
    if (path !== target && words === undefined) await hand(target);
  });
}

// Return where a page that has moved leads: it is a link and has no main part.
function movedTo(nodes) {
  if (nodes.some(([name]) => name === "main")) return undefined;
  return nodes.find(([name]) => name === "p")?.find((part) => part[0] === "a")?.[1].to;
}

// Follow the link of a moved page. As in redirect.js, `id` is a goal's where an area's page became a heading.
function follow(target, id) {
  const view = viewOf(target);
  if (id) view.id = view.id ? `${view.id}-${id}` : id;
  history.replaceState([visit, views.push(view) - 1], "", HOME);
  return route();
}

function show(nodes, path) {
  blobs.forEach((url) => URL.revokeObjectURL(url));
  blobs = [];
  place.replaceChildren(...nodes.map(make));
  update(place);
  shown = path;
  const when = new Date(site.built * 1000);
  age.textContent = `${says.get("built")} ${when.toLocaleDateString("sv", { dateStyle: "long" })}.`;
  if (Date.now() - when > OLD) age.textContent += ` ${says.get("old")}`;
  door.hidden = true;
  inside.hidden = false;
}

function moveTo(id) {
  const target = (id && place.querySelector(`#${CSS.escape(id)}`)) || place.querySelector("h1");
  if (!target) return;
  if (!target.matches("a")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
  id ? target.scrollIntoView() : scrollTo(0, 0);
}

// Search

async function found(words) {
  const index = (site.index ??= open((name) => json(`sok/${name}`)));
  const answer = await index.find(words);
  const hits = await rows(index, answer.hits.slice(0, MOST), answer);
  const list = [["p", { role: "status" }, told(answer)], ["ol", { class: "rows" }, ...hits]];
  const menu = (await json("index.html")).filter(([name]) => name === "header");
  const article = ["article", { class: "wrap content" }, ["h1", {}, `${says.get("found")}: ${words}`], ...list];
  return [...menu, ["main", { id: "innehall" }, article]];
}

// The door

function tell(kind, where = status) {
  where.textContent = kind ? says.get(kind) : "";
}

async function attempt(work) {
  tell("loading");
  try {
    // After a new build, files have other names. The list of contents is read again, once.
    await work().catch(async (error) => {
      if (!["gone", "swapped"].includes(error.message) || !(await renewed())) throw error;
      await work();
    });
    tell("");
  } catch (error) {
    const kind = error instanceof Failure ? error.message : "changed";
    if (site && inside.hidden) lock(kind);
    else if (site) tell(kind);
  }
}

// Return whether the site has been built again, and open it if so. Lock if the passphrase no longer opens it.
async function renewed() {
  const before = site;
  const next = await opened(before.phrase).catch((error) => error);
  if (site !== before) return false;
  if (next.message === "wrong") lock("replaced");
  if (!next.built || next.built === before.built) return false;
  site = next;
  return true;
}

// Forget the keys and everything that was shown.
function lock(kind = "") {
  site = shown = null;
  views = [];
  visit = Math.random();
  turn += 1;
  blobs.forEach((url) => URL.revokeObjectURL(url));
  blobs = [];
  place.replaceChildren();
  age.textContent = "";
  empty();
  inside.hidden = true;
  askAgain(kind);
}

function empty() {
  form.reset();
  form.elements.password.type = "password";
  finder.reset();
}

function askAgain(kind) {
  door.hidden = false;
  form.hidden = false;
  form.elements.password.focus();
  tell("");
  tell(kind, trouble);
  form.elements.password.setAttribute("aria-invalid", Boolean(kind));
}

async function unlock(event) {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  tell("", trouble);
  tell("opening");
  try {
    site = await opened(await phraseKey(form.elements.password.value));
    empty();
    active = Date.now();
    await route();
  } catch (error) {
    askAgain(error instanceof Failure ? error.message : "changed");
  }
  button.disabled = false;
}

function watch() {
  if (!site) return;
  const idle = Date.now() - active;
  if (idle >= IDLE) lock("idle");
  else if (idle >= SOON) tell("soon");
}

function stir() {
  watch(); // first: a computer that wakes up may have been asleep for hours
  if (site && Date.now() - active >= SOON) tell("");
  active = Date.now();
}

function start() {
  if (window.top !== window) return tell("framed", trouble);
  if (!globalThis.crypto?.subtle) return tell("insecure", trouble);
  arrive();
  form.addEventListener("submit", unlock);
  byId("visa").addEventListener("change", (event) => {
    form.elements.password.type = event.target.checked ? "text" : "password";
  });
  byId("las").addEventListener("click", () => lock());
  byId("hoppa").addEventListener("click", (event) => {
    event.preventDefault();
    moveTo("innehall");
  });
  finder.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = finder.elements.q.value.trim();
    finder.reset();
    if (words) go({ words });
  });
  addEventListener("popstate", () => {
    arrive();
    route();
  });
  addEventListener("pagehide", () => lock());
  document.addEventListener("visibilitychange", watch);
  for (const kind of ["pointerdown", "keydown", "wheel", "touchmove"]) addEventListener(kind, stir, { passive: true });
  setInterval(watch, 5000);
  askAgain("");
}

start();
