// Says whether a sheet that somebody put together still stands. Its address carries the choice besides version and
// edition; what the choice held is worked out from the statements of now and of kept releases.
"use strict";

(async () => {
  /** @type {(name: string) => any} */
  const part = (name) => document.querySelector(`[data-part="${name}"]`);
  const choice = gradusSheetChoice(location.search);
  const [file, ...releases] = gradusFiles();
  const pool = await gradusLoad(file);
  const now = gradusHeld(pool, choice);
  const edition = gradusEdition(pool, now);
  const subject = gradusSubject(pool, choice);
  const asked = gradusAsked();
  if (!asked && !location.search) return;

  part("subject").textContent = subject.title;
  part("edition").textContent = edition;
  part("current").hidden = part("again").hidden = false;
  const again = part("again").firstElementChild;
  again.href += `?${gradusSheetQuery(choice)}`.slice(0, -1);
  again.textContent += `: ${subject.title}`;
  if (!asked) return;
  if (asked.edition === edition) return gradusVerdict(part("verdict"), "stands", asked);

  for (const release of await inOrder()) {
    const then = gradusHeld(release, choice);
    if (gradusEdition(release, then) !== asked.edition) continue;
    gradusVerdict(part("verdict"), "superseded", asked);
    part("changes").append(...changes(release, then));
    part("since").hidden = false;
    return;
  }
  gradusVerdict(part("verdict"), "unknown", asked);

  /** The kept releases: the one that the sheet names, and then the newest first. */
  async function inOrder() {
    /** @type {GradusPool[]} */
    const all = await Promise.all(releases.map(gradusLoad));
    const isNamed = (/** @type {GradusPool} */ it) => it.version === (asked && asked.version);
    return [...all.filter(isNamed), ...all.filter((it) => !isNamed(it))];
  }

  /** What became of each statement, told as on the pages of ready sheets. @param {GradusPool} release @param {GradusStatement[]} then */
  function changes(release, then) {
    /** @type {(pool: GradusPool, it: GradusStatement) => number} */
    const level = (pool, it) => +pool.levels[it.level].value;
    /** @type {(id: string, level: number) => string} */
    const key = (id, level) => `${id} ${level}`;
    const texts = new Map(now.map((it) => [key(it.id, level(pool, it)), it.text]));
    /** Levels of all current statements, by id. @type {Map<string, number[]>} */
    const levels = new Map();
    for (const it of gradusHeld(pool, gradusSheetChoice(""))) levels.set(it.id, [...(levels.get(it.id) || []), level(pool, it)]);
    const told = new Set();
    /** @type {Node[]} */
    const all = [];
    for (const it of then) {
      const from = level(release, it);
      const after = texts.get(key(it.id, from));
      const there = levels.get(it.id) || [];
      told.add(key(it.id, from));
      if (after === it.text) continue;
      if (after !== undefined) all.push(tell("reworded", it.id, { before: it.text, after }));
      else if (pool.retired[it.id]) all.push(tell("retired", it.id, { before: it.text }));
      else if (there.length === 1 && there[0] !== from) {
        told.add(key(it.id, there[0]));
        all.push(tell("moved", it.id, { from: `${from}`, to: `${there[0]}`, after: it.text }));
      } else all.push(tell("gone", it.id, { before: it.text }));
    }
    for (const it of now) if (!told.has(key(it.id, level(pool, it)))) all.push(tell("added", it.id, { after: it.text }));
    return all;

    /** @param {string} sort @param {string} id @param {Record<string, string>} texts */
    function tell(sort, id, texts) {
      const item = part(sort).content.firstElementChild.cloneNode(true);
      const links = /** @type {HTMLAnchorElement[]} */ ([...item.querySelectorAll("a")]);
      const instead = links.find((it) => (it.textContent || "") === "~instead~");
      const others = instead ? pool.retired[id] : [];
      if (instead && others[0]) {
        const filled = others.map((id) => gradusFill(instead.cloneNode(true), { instead: id }));
        instead.replaceWith(...filled.flatMap((link, at) => (at ? [", ", link] : [link])));
      } else if (instead) /** @type {Element} */ (instead.parentElement).remove();
      // Nothing is known of what was never kept here: its id leads nowhere.
      const own = links.find((it) => (it.textContent || "") === "~id~");
      if (own && !levels.has(id) && !pool.retired[id]) {
        const plain = document.createElement("span");
        plain.className = own.className;
        plain.textContent = id;
        own.replaceWith(plain);
      }
      return gradusFill(item, { ...texts, id });
    }
  }
  // Where a file does not load, the page goes on to say how to compare by eye.
})().catch(() => {});
