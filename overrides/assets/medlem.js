// The member pages: ask for the passphrase, decrypt pages and files, and show them in this document.
//
// The path of a sealed page is in the fragment (/medlem/#/kalender/), which is not sent to the server.
// When it changes, the page is fetched, decrypted and shown instead of the previous one. The ciphers
// are the browser's (WebCrypto), and the formats are JWE (RFC 7516) and JWA (RFC 7518).
"use strict";

const HOME = new URL(".", location.href.split("#")[0]).href;
const STORED = "medlem";
const ROUNDS = 600000;
const utf8 = new TextEncoder();
const place = document.getElementById("sida");
const says = new Map([...document.getElementById("ord").content.children].map((p) => [p.dataset.says, p.textContent]));
let keys = null; // {content, names} while unlocked
let shown = null; // path of the current page
let turn = 0; // number of the latest request, so that a slow response does not replace a later page
let blobs = [];

class Failure extends Error {} // its message is a key of `says`

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const json = (text) => JSON.parse(new TextDecoder().decode(bytes(text)));

// Decryption

async function opened(jwe, key) {
  const sealed = await new Blob([bytes(jwe.ciphertext), bytes(jwe.tag)]).arrayBuffer();
  const settings = { name: "AES-GCM", iv: bytes(jwe.iv), additionalData: utf8.encode(jwe.protected), tagLength: 128 };
  return new Uint8Array(await crypto.subtle.decrypt(settings, key, sealed));
}

// Must give the same as `normalize` in passphrase.py.
const normalised = (phrase) => phrase.normalize("NFKC").toLowerCase().replaceAll("-", " ").trim().split(/\s+/).join(" ");

// PBES2 (RFC 7518, 4.8): PBKDF2 derives a key from the passphrase, and that key unwraps the content encryption key.
async function siteKey(phrase, lock) {
  const secret = await crypto.subtle.importKey("raw", utf8.encode(normalised(phrase)), "PBKDF2", false, ["deriveKey"]);
  const unwrapped = async ({ header, encrypted_key }) => {
    const salt = Uint8Array.from([...utf8.encode(header.alg), 0, ...bytes(header.p2s)]);
    const how = { name: "PBKDF2", hash: "SHA-512", salt, iterations: ROUNDS };
    const wrapper = await crypto.subtle.deriveKey(how, secret, { name: "AES-KW", length: 256 }, false, ["unwrapKey"]);
    return crypto.subtle.unwrapKey("raw", bytes(encrypted_key), wrapper, "AES-KW", "AES-GCM", false, ["decrypt"]);
  };
  const locks = lock.recipients ?? [lock];
  if (locks.some(({ header }) => header.alg !== "PBES2-HS512+A256KW" || header.p2c !== ROUNDS)) throw new Failure("changed");
  const key = await Promise.any(locks.map(unwrapped)).catch(() => null); // in parallel, because each is slow by design
  if (!key) throw new Failure("wrong");
  return JSON.parse(new TextDecoder().decode(await opened(lock, key))).k;
}

async function keysOf(text) {
  const raw = bytes(text);
  const base = await crypto.subtle.importKey("raw", raw, "HKDF", false, ["deriveKey"]);
  const hkdf = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: utf8.encode("names") };
  return {
    content: await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["decrypt"]),
    names: await crypto.subtle.deriveKey(hkdf, base, { name: "HMAC", hash: "SHA-256", length: 256 }, false, ["sign"]),
  };
}

// Files

async function fetched(path) {
  const answer = await fetch(HOME + path).catch(() => null);
  if (!answer || (!answer.ok && answer.status !== 404)) throw new Failure("offline");
  if (answer.status === 404) throw new Failure("missing");
  return answer.text();
}

async function read(path) {
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", keys.names, utf8.encode(path)));
  const name = [...mac.slice(0, 20)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const text = await fetched(`s/${name}.jwe`);
  try {
    const [head, , iv, ciphertext, tag] = text.split(".");
    const { alg, enc, file } = json(head);
    if (alg !== "dir" || enc !== "A256GCM" || file !== name) throw new Error("another file");
    const plain = await opened({ protected: head, iv, ciphertext, tag }, keys.content);
    const start = plain.indexOf(10) + 1; // a line of JSON, then the content and padding
    const { type, size } = JSON.parse(new TextDecoder().decode(plain.subarray(0, start)));
    return new Blob([plain.subarray(start, start + size)], { type });
  } catch {
    throw new Failure("changed");
  }
}

async function blobOf(path) {
  const url = URL.createObjectURL(await read(path));
  blobs.push(url);
  return url;
}

// Pages

const isPage = (path) => path === "" || path.endsWith("/") || path.endsWith(".html");

// Parse the fragment: the path of a page and an id on it, or a search query.
function asked() {
  const text = location.hash.slice(1);
  if (text.startsWith("?")) return { words: decodeURIComponent(text.slice(1)) };
  const [path, id] = text.startsWith("/") ? text.slice(1).split("#") : ["", text];
  return { path: decodeURI(path), id: decodeURIComponent(id ?? "") };
}

async function pageAt(path) {
  const html = await (await read(isPage(path) && !path.endsWith(".html") ? `${path}index.html` : path)).text();
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const odd of page.body.querySelectorAll("script, style, link, meta, base, iframe, object, embed")) odd.remove();
  for (const link of page.querySelectorAll("a[href]")) fitLink(link, path);
  for (const image of page.querySelectorAll("img[src]")) fitImage(image, path);
  return page;
}

// In members' texts a path such as /kalender/ is relative to the site, which may be in a folder of its host.
const resolved = (url, path) => (/^\/(?!\/)/.test(url) ? new URL(url.slice(1), HOME) : new URL(url, HOME + path));

function fitLink(link, path) {
  const url = resolved(link.getAttribute("href"), path);
  if (!url.href.startsWith(HOME)) {
    link.href = url.href;
    return;
  }
  const target = decodeURI(url.href.slice(HOME.length).split("#")[0]);
  link.setAttribute("href", `#/${encodeURI(target)}${url.hash}`);
  if (isPage(target)) return;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    attempt(() => hand(target));
  });
}

// Decrypt a file and download it.
async function hand(path) {
  const link = document.createElement("a");
  link.href = await blobOf(path);
  link.download = path.split("/").pop();
  link.click();
}

function fitImage(image, path) {
  const url = resolved(image.getAttribute("src"), path).href;
  image.removeAttribute("src");
  image.removeAttribute("srcset");
  if (url.startsWith(HOME)) image.dataset.sealed = decodeURI(url.slice(HOME.length));
}

async function show(page, path) {
  blobs.forEach((url) => URL.revokeObjectURL(url));
  blobs = [];
  shown = path;
  document.title = page.title;
  place.replaceChildren(...page.body.childNodes);
  place.querySelector("[data-lock]")?.addEventListener("click", lock);
  place.querySelector("form[role=search]")?.addEventListener("submit", (event) => {
    event.preventDefault();
    location.hash = `?${encodeURIComponent(event.target.elements.q.value.trim())}`;
  });
  for (const image of place.querySelectorAll("img[data-sealed]")) {
    blobOf(image.dataset.sealed).then((url) => (image.src = url), () => image.removeAttribute("data-sealed"));
  }
}

function moveTo(id) {
  const target = (id && document.getElementById(id)) || place.querySelector("h1");
  if (!target) return;
  if (!target.matches("a, button, input")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
  id ? target.scrollIntoView() : scrollTo(0, 0);
}

async function route() {
  if (!keys) return;
  const mine = ++turn;
  await attempt(async () => {
    const { path: target = "", id, words } = asked();
    const path = isPage(target) ? target : "";
    if (words !== undefined || path !== shown) {
      const page = await pageAt(path);
      if (words !== undefined) await search(page, words);
      if (mine !== turn) return;
      await show(page, words === undefined ? path : null);
    }
    moveTo(id);
    if (path !== target) await hand(target);
  });
}

// Search

async function search(page, words) {
  const index = JSON.parse(await (await read("search/search_index.json")).text());
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const hits = index.docs
    .map(({ location: path, title, text }) => ({ path, title, text }))
    .filter(({ title, text }) => wanted.every((word) => `${title} ${text}`.toLowerCase().includes(word)))
    .map((hit) => ({ ...hit, rank: wanted.filter((word) => hit.title.toLowerCase().includes(word)).length }))
    .sort((a, b) => b.rank - a.rank);
  const make = (tag, text, ...inside) => {
    const element = page.createElement(tag);
    element.append(text, ...inside);
    return element;
  };
  const list = make("ul", "");
  for (const { path, title, text } of wanted.length ? hits.slice(0, 50) : []) {
    const link = make("a", title);
    link.href = `#/${path}`;
    list.append(make("li", link, make("p", text.slice(0, 160))));
  }
  const heading = make("h1", `${says.get("found")}: ${words}`);
  const article = make("article", heading, list.children.length ? list : make("p", says.get("nothing")));
  page.querySelector("main").replaceChildren(article);
  page.querySelector("input[name=q]")?.setAttribute("value", words);
  page.title = heading.textContent;
}

// The door

function tell(kind, spot = "besked") {
  const element = document.getElementById(spot);
  if (element) element.textContent = kind ? says.get(kind) : "";
}

async function attempt(work) {
  tell("loading");
  try {
    await work();
    tell("");
  } catch (error) {
    await fail(error instanceof Failure ? error.message : "changed");
  }
}

// Show a failure. If the home page is missing too, the stored key is from before a key change.
async function fail(kind) {
  if (kind === "missing") {
    const home = await pageAt("").catch((error) => error.message);
    if (home === "missing") return forget("old");
    if (typeof home === "object" && document.getElementById("las-upp")) await show(home, null);
  }
  if (document.getElementById("las-upp")) askAgain(kind);
  else tell(kind);
}

function forget(kind = "") {
  sessionStorage.removeItem(STORED);
  if (kind) sessionStorage.setItem(`${STORED}-besked`, kind);
  else history.replaceState(null, "", HOME);
  location.reload();
}

const lock = () => forget();

function askAgain(kind) {
  const form = document.getElementById("las-upp");
  tell("");
  form.hidden = false;
  form.elements.password.focus();
  tell(kind, "fel");
}

async function unlock(event) {
  event.preventDefault();
  const form = event.target;
  const button = form.querySelector("button");
  button.disabled = true;
  tell("", "fel");
  tell("opening");
  try {
    const text = await siteKey(form.elements.password.value, JSON.parse(await fetched("nycklar.json")));
    keys = await keysOf(text);
    sessionStorage.setItem(STORED, text);
    await route();
  } catch (error) {
    askAgain(error instanceof Failure ? error.message : "changed");
  }
  button.disabled = false;
}

async function start() {
  if (!globalThis.crypto?.subtle) return tell("insecure", "fel");
  const form = document.getElementById("las-upp");
  form.addEventListener("submit", unlock);
  document.getElementById("visa").addEventListener("change", (event) => {
    form.elements.password.type = event.target.checked ? "text" : "password";
  });
  addEventListener("hashchange", route);
  // Reload a page that the browser restores from its cache if the reader has locked the pages since.
  addEventListener("pageshow", (event) => event.persisted && !sessionStorage.getItem(STORED) && location.reload());
  const stored = sessionStorage.getItem(STORED);
  if (stored) {
    keys = await keysOf(stored).catch(() => null);
    if (keys) return route();
  }
  const kind = sessionStorage.getItem(`${STORED}-besked`);
  sessionStorage.removeItem(`${STORED}-besked`);
  askAgain(kind ?? "");
}

start();
