// What a choice of statements is: which it holds, what it is called, which edition it is. For the page where one puts a
// sheet together, and the page that says whether such a sheet still stands. The program comes to the same in Rust.
"use strict";

/** @type {GradusSheetFacet[]} */
const gradusSheetFacets = ["level", "archetype", "domain", "profile"];

/** Data files are scripts, since those load from a folder on disk too. Only those that stand in the page can run. */
const gradusLoad = (() => {
  /** @type {Record<string, GradusPool>} */
  const arrived = {};
  window.gradusPool = (name, pool) => (arrived[name] = pool);
  /** @type {(script: HTMLScriptElement) => Promise<GradusPool>} */
  return (script) => new Promise((done, fail) => {
    const copy = /** @type {HTMLScriptElement} */ (script.cloneNode());
    copy.onload = () => {
      const pool = arrived[decodeURIComponent(copy.src).replace(/^.*\/|\.js$/g, "")];
      if (pool) done(pool);
      else fail(new Error(copy.src));
    };
    copy.onerror = fail;
    document.head.append(copy);
  });
})();

/** The files that the page names. @returns {HTMLScriptElement[]} */
function gradusFiles() {
  const place = /** @type {HTMLTemplateElement} */ (document.querySelector('[data-part="files"]'));
  return [...place.content.querySelectorAll("script")];
}

/** @param {string} address from `?` on @returns {GradusSheetChoice} */
function gradusSheetChoice(address) {
  const query = new URLSearchParams(address);
  /** @param {string} name */
  const values = (name) => query.getAll(name).join().split(",").map((it) => it.trim()).filter(Boolean);
  return { level: values("level"), archetype: values("archetype"), domain: values("domain"), profile: values("profile").slice(0, 1) };
}

/** As addresses are written: what is no letter or digit, byte by byte. @param {string} text */
function gradusEncoded(text) {
  const hex = (/** @type {string} */ it) => `%${it.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text).replace(/%2F/g, "/").replace(/[!*'()]/g, hex);
}

/** "level=1,2&domain=ai/robotics&" @param {GradusSheetChoice} choice */
function gradusSheetQuery(choice) {
  const chosen = gradusSheetFacets.filter((facet) => choice[facet][0]);
  return chosen.map((facet) => `${facet}=${choice[facet].map(gradusEncoded)}&`).join("");
}

/** What there is to choose from. @param {GradusPool} pool @param {GradusSheetFacet} facet */
function gradusEntries(pool, facet) {
  return pool[/** @type {const} */ ({ level: "levels", archetype: "archetypes", domain: "groups", profile: "profiles" })[facet]];
}

/** The statements of a choice, in reading order. @param {GradusPool} pool @param {GradusSheetChoice} choice @returns {GradusStatement[]} */
function gradusHeld(pool, choice) {
  const [levels, archetypes, groups, profiles] = gradusSheetFacets.map((facet) => {
    /** @type {(value: string) => boolean} */
    const fits = (value) => choice[facet].some((it) => value === it || (facet === "domain" && value.startsWith(`${it}/`)));
    return choice[facet][0] && gradusEntries(pool, facet).map(({ value }) => fits(value));
  });
  return pool.statements.map(([id, level = 0, text, group = 0, meant = [], asked = [], title = "", first = 0]) => ({ id, level, text, group, meant, asked, title, first }))
    .filter((it) => (!levels || levels[it.level]) && (!archetypes || it.meant.some((at) => archetypes[at]))
      && (!groups || groups[it.group]) && (!profiles || it.asked.some((at) => profiles[at])));
}

/**
 * Eight digits that change whenever a statement does: FNV-1a of 32 bits over UTF-8.
 * @param {GradusPool} pool @param {GradusStatement[]} statements
 */
function gradusEdition(pool, statements) {
  const encoder = new TextEncoder();
  /** A letter a byte, so that texts compare as their bytes do. @param {string} text */
  const bytes = (text) => [...encoder.encode(text)].map((byte) => String.fromCharCode(byte)).join("");
  const lines = statements.map(({ id, level, text }) => ({ id: bytes(id), level: +pool.levels[level].value, text: bytes(text) }));
  lines.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.level - b.level || (a.text < b.text ? -1 : 1)));
  let hash = 0x811c9dc5;
  for (const { id, level, text } of lines) {
    const line = `${id}\x1f${level}\x1f${text}\x1e`;
    for (let at = 0; at < line.length; at++) hash = Math.imul(hash ^ line.charCodeAt(at), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}

/** "a, b and c" @param {string[]} words */
function gradusListed(words) {
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}` : words.join("");
}

/**
 * What a choice is called, and where the page is that says whether it still stands: some choices are ready sheets.
 * @param {GradusPool} pool @param {GradusSheetChoice} choice @returns {{ title: string, page: string, query: string }}
 */
function gradusSubject(pool, choice) {
  const [one, many] = pool.level;
  const [levels, people, groups, profiles] = gradusSheetFacets.map((facet) => gradusEntries(pool, facet).filter(({ value }) => choice[facet].includes(value)));
  const [level, person, group, profile] = [levels[0], people[0], groups[0], profiles[0]];
  /** @type {(sort: string, page: string, ...title: string[]) => { title: string, page: string, query: string }} */
  const ready = (sort, page, ...title) => {
    const is = !pool.ready || pool.ready.includes(sort);
    return { title: title.join(", "), page: is ? page : "", query: is ? "" : gradusSheetQuery(choice) };
  };
  const full = level && `${one} ${level.value}: ${level.title}`;
  /** @param {GradusEntry} it */
  const numbered = (it) => `${it.number || ""} ${it.title}`;
  switch (`${levels.length} ${people.length} ${groups.length} ${profiles.length}`) {
    case "1 0 0 0": return ready("levels", `level-${level.value}/`, full);
    case "1 0 1 0": return ready("groups", `level-${level.value}/in/${group.value}/`, full, numbered(group));
    case "0 1 0 0": return ready("archetypes", `archetype-${person.value}/`, person.title);
    case "1 1 0 0": return ready("archetype-levels", `archetype-${person.value}/level-${level.value}/`, person.title, full);
    case "0 0 0 1": return ready("profiles", `profile-${profile.value}/`, profile.title);
  }
  const numbers = levels.map((it) => it.value);
  const parts = [
    profile && profile.title,
    numbers[0] && `${numbers[1] ? many : one} ${gradusListed(numbers)}`,
    gradusListed(people.map((it) => it.title)),
    gradusListed(groups.map(numbered)),
  ];
  return { title: parts.filter(Boolean).join(", ") || pool.all, page: "", query: gradusSheetQuery(choice) };
}

/**
 * Puts texts where a pattern has names such as `~id~`; in addresses, too. An element that holds nothing but the name of an
 * empty text goes.
 * @param {Node} pattern @param {Record<string, string>} texts
 */
function gradusFill(pattern, texts) {
  /** @type {(text: string, encoded: (text: string) => string) => string} */
  const filled = (text, encoded) => text.replace(/~(\w+)~/g, (all, name) => (typeof texts[name] === "string" ? encoded(texts[name]) : all));
  const walker = document.createTreeWalker(pattern, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (const node of nodes) {
    if (node instanceof Text) {
      if (!node.data.includes("~")) continue;
      const name = node.data.replace(/~/g, "");
      if (texts[name] === "" && node.data === `~${name}~`) /** @type {Element} */ (node.parentElement).remove();
      else node.data = filled(node.data, (text) => text);
    } else if (node instanceof HTMLAnchorElement) {
      node.setAttribute("href", filled(node.getAttribute("href") || "", (text) => gradusEncoded(text.toLowerCase())));
    }
  }
  return pattern;
}
