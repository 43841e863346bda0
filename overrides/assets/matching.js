// What a search finds and in which order, read from the index that hooks/district/site/search/index.py makes.
// Used by search.js and, behind the members' lock, by medlem.js.

const MIN = 3; // letters of a stem, and of a beginning of a word
// The endings that one word may have in turn; "-" is none.
const ADJECTIVE = "- t a e are ast";
const PARADIGMS = [
  "a an or orna o u", "- en n ar na arna", "- en n er na erna", "- n r rna", "e et en ena", "um et er erna", "- et en n",
  "a ar ade at as er te t ande", ADJECTIVE,
].map((endings) => [endings.split(" ").map((ending) => ending.replace("-", "")), endings === ADJECTIVE ? 4 : MIN]);
// Words that a question has and a page may be without.
const SMALL = new Set(("att av de den det du där en ett för från har hur i inom med mitt min ni när och om oss på" +
  " som till ut vad var vem vi vid vilka vår är").split(" "));
const LONG = 5; // letters of a word that may be misspelt
const MOST_WORDS = 20; // of a query, which may come with a link

export const wordsOf = (text) => text.normalize().toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const folded = (word) => word.normalize("NFD").replace(/\p{M}/gu, "");
// Return how to compare words with one: without dots and accents, unless it has any.
const plainly = (word) => (word === folded(word) ? folded : (each) => each);
// Without the letters that come and go: medlem and medlemmar, cirkel and cirklar.
const stem = (word) => word.replace(/([mn])\1$/, "$1").replace(/([^aeiouyåäö])e([lnr])$/, "$1$2");

// Return the word's stem in each paradigm that it fits. Two words are forms of one if they have any in common.
function forms(word) {
  const found = new Set([word]);
  for (const whole of new Set([word, word.replace(/s$/, "")])) {
    PARADIGMS.forEach(([endings, least], number) => {
      for (const ending of endings) {
        const begin = whole.slice(0, whole.length - ending.length);
        if (begin.length < least || !whole.endsWith(ending)) continue;
        if (ending === "n" && !/([aeiouyåäö]|e[lr])$/.test(begin)) continue; // skolan, but not barn
        found.add(`${stem(begin)} ${number}`);
      }
    });
  }
  return found;
}

const meet = (some, others) => others.some((each) => some.has(each));

// Return in how many places two words differ (a letter more, less, another, or two in turn), or more than `most`.
function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const differs = one[i - 1] !== other[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + differs);
      const turned = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (turned) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[other.length];
}

// Return the known word that is most like another, if it differs in at most so many places.
function nearest(word, known, most) {
  let best, least = most + 1;
  for (const each of known) {
    const apart = distance(folded(word), folded(each), most);
    const begins = each[0] === word[0] ? 0 : 0.5;
    if (each.length > MIN && apart + begins < least) [best, least] = [each, apart + begins];
  }
  return best;
}

// Return the longest known word that a compound begins with, as sommar in sommarfest.
function beginning(word, known) {
  const fits = (each) => each.length > MIN && word.length > each.length + MIN && word.startsWith(each);
  return known.filter(fits).sort((one, other) => other.length - one.length)[0];
}

// Where the reader is.
const daysSince1970 = () => Math.floor((Date.now() - new Date().getTimezoneOffset() * 60_000) / 86_400_000);
const sums = (numbers) => { let sum = 0; return numbers.map((number) => (sum += number)); };

// Open an index; `read` returns a promise of one of its files. Nothing of it is asked for before it is needed.
export function open(read) {
  const files = new Map();
  const load = (name) => {
    if (!files.has(name)) files.set(name, read(name).catch((error) => { files.delete(name); throw error; }));
    return files.get(name);
  };

  async function wordsLike(word) {
    const [first, second = "\0"] = folded(word);
    const number = (first.codePointAt() * 31 + second.codePointAt()) % (await load("index.json")).files;
    return Object.entries(await load(`words-${number}.json`));
  }

  // Return the entries that have a word, with what it counts in each, and the words of theirs that it stands for.
  function gather(rows, matches) {
    const counts = new Map(), shown = new Set(), whole = new Set();
    for (const [marked, packed] of rows) {
      const less = matches(marked.split("|"));
      if (less === undefined) continue;
      shown.add(marked.replaceAll("|", ""));
      let number = 0;
      for (const each of packed) {
        number += each >> 2;
        // A compound's last part counts as a whole word: a bokcirkel is a cirkel.
        counts.set(number, Math.max(counts.get(number) ?? 0, (each & 3 | 1) - less));
        if ((each & 3) === 3 && !less) whole.add(number);
      }
    }
    return { counts, shown, whole };
  }

  // Find a word in any form, alone or as a part of a compound.
  async function found(word) {
    const plain = plainly(word), mine = [...forms(plain(word))], begin = plain(word).slice(0, MIN);
    return gather(await wordsLike(word), (parts) => {
      const whole = plain(parts.join(""));
      if (!whole.startsWith(begin)) return undefined;
      if (meet(forms(whole), mine)) return 0;
      return parts.some((_, at) => at && meet(forms(plain(parts.slice(0, at).join(""))), mine)) ? 0.5 : undefined;
    });
  }

  async function begunWith(word) {
    const plain = plainly(word);
    return gather(await wordsLike(word), (parts) => (plain(parts.join("")).startsWith(word) ? 0.5 : undefined));
  }

  // Find a word. If it is nowhere: the words that begin with it, if it is the last one and may be half written; else
  // the word that differs by one letter, or the longest word that it begins with.
  async function meant(word, isLast) {
    const exact = await found(word);
    if (exact.counts.size || SMALL.has(word)) return { word, ...exact };
    const begun = isLast && word.length >= MIN ? await begunWith(word) : exact;
    if (begun.counts.size || word.length < LONG) return { word, ...begun };
    const near = (await wordsLike(word)).map(([key]) => key.replaceAll("|", ""));
    const most = word.length > LONG ? 2 : 1;
    const instead = nearest(word, near, 1) ?? beginning(word, near) ?? nearest(word, await load("known.json"), most);
    if (!instead) return { word, ...exact };
    const isClose = distance(folded(word), folded(instead), 1) < 2;
    return { word, instead, ...(isClose ? await found(instead) : exact) };
  }

  // Return the entries that have all the words, in order; what is nowhere, and the query with what is nearest
  // instead; and for each word those of the index that it stands for.
  async function find(query) {
    const words = [...new Set(wordsOf(query))].slice(0, MOST_WORDS);
    const each = await Promise.all(words.map((word, at) => meant(word, at === words.length - 1)));
    const order = await load("index.json");
    const long = each.filter(({ word, counts }) => !SMALL.has(word) && (word.length >= MIN || counts.size));
    const needed = long.length ? long : each;
    const missing = needed.filter(({ counts }) => !counts.size);
    const hits = missing.length || !needed.length ? [] : ranked(order, needed, each);
    const corrected = needed.filter(({ instead }) => instead);
    const instead = corrected.length ? each.map((one) => one.instead ?? one.word) : [];
    const gone = (missing.length ? missing : corrected).map(({ word }) => word);
    return { hits, gone, instead: instead.join(" "), shown: needed.map(({ shown }) => shown) };
  }

  function ranked(order, needed, each) {
    const today = daysSince1970();
    const days = (order.sums ??= sums(order.days));
    const best = new Map();
    const [rarest] = [...needed].sort((a, b) => a.counts.size - b.counts.size);
    for (const number of rarest.counts.keys()) {
      if (!needed.every(({ counts }) => counts.has(number))) continue;
      const total = needed.reduce((sum, { counts }) => sum + counts.get(number), 0) / needed.length;
      const isWhole = each.length === Number(order.title[number]) && each.every(({ whole }) => whole.has(number));
      const isPart = order.part[number] === "1";
      const score = total + isWhole;
      // Of a page and its headings the best is shown, and a heading rather than the page if they are as good.
      const page = isPart ? order.part.lastIndexOf("0", number) : number;
      const other = best.get(page);
      if (!other || score > other.score || (score === other.score && isPart && other.number === page)) {
        best.set(page, { number, score, day: days[number], kind: order.kinds[order.kind[number]] });
      }
    }
    // Coming first, the nearest first; then what has no day; then what has been, the newest first.
    const time = ({ day }) => (day >= today ? day - 1e6 : day ? 1e6 - day : 0);
    return [...best.values()].sort((a, b) => b.score - a.score || time(a) - time(b) || b.number - a.number);
  }

  // Return what is to be shown of some hits: where it leads, its title, its day, what it is a part of, and its text.
  async function texts(hits) {
    const { texts: size } = await load("index.json");
    const rows = await Promise.all(hits.map(({ number }) => load(`texts-${Math.floor(number / size)}.json`)));
    return rows.map((row, at) => [...row[hits[at].number % size], hits[at].kind]);
  }

  return { find, texts };
}
