// The page of the search: asks the engine and draws what it answers. Authors' text is only ever set as text.
"use strict";

(() => {
  /** The parts of the page by their names. @type {Record<string, any>} */
  const page = {};
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-part]"))) page[part.dataset.part || ""] = part;
  /** @type {(name: string) => any} */
  const copyOf = (name) => page[name].content.firstElementChild.cloneNode(true);
  /** @type {any} */
  const form = document.querySelector(".seek");
  const { href: root } = new URL("..", form.action);
  const announce = gradusAnnouncer(page.status);

  // Data files are scripts, since those load from a folder on disk too. Only those that stand in the page can run: the
  // site's policy lets no script make up an address.
  /** @type {any} */
  const awaited = {};
  window.gradusSearchData = (name, data) => awaited[name](data);

  /** @type {(name: string, from?: string) => Promise<any>} */
  const load = (name, from = "files") => new Promise((done, fail) => {
    const script = page[from].content.querySelector(`[src*="/${name}."]`).cloneNode();
    awaited[name] = script.onload = done;
    script.onerror = fail;
    document.head.append(script);
  });

  /** @type {GradusEngine} */
  let engine;
  /** @type {any} */
  let starting;
  /** What a value of a facet is called. @type {Map<string, string>} */
  const names = new Map();

  async function start() {
    engine = gradusSearch(await load("head"), load);
    for (const facet of gradusFacetNames) offer(facet, engine.facets[facet]);
    state.write();
    page.facets.hidden = false;
  }

  /** The boxes of a facet; what has a depth is a tree. @param {string} facet @param {GradusValue[]} values */
  function offer(facet, values) {
    /** @type {any} */
    let last = document.querySelector(`[data-facet="${facet}"]`);
    /** @type {Element[]} */
    const lists = [];
    for (const { value, title, number, depth = 0 } of last ? values : []) {
      const item = copyOf("choice");
      const [box, name] = item.firstElementChild.children;
      box.name = facet;
      box.value = value;
      name.textContent = `${facet === "level" ? value : number || ""} ${title}`.trim();
      names.set(facet + value, name.textContent);
      lists.length = depth + 1;
      if (!lists[depth]) last.append((lists[depth] = document.createElement("ul")));
      lists[depth].append((last = item));
    }
  }

  let turn = 0;
  /** @type {GradusHit[]} */
  let shown = [];

  /** Asks and draws. What comes back after a newer question is let go. @param {boolean} [isTyped] */
  async function show(isTyped) {
    const mine = ++turn;
    const slow = setTimeout(() => {
      page.waiting.hidden = false;
      announce(page.waiting.textContent);
    }, 300);
    try {
      await (starting = starting || start());
      const choice = state.current();
      const answer = await engine.ask(choice, { limit: Math.max(choice.show || 0, 10) });
      if (mine === turn) draw(choice, answer, isTyped);
    } catch (error) {
      // So that another try starts anew.
      if (!engine) starting = null;
      if (mine === turn) fail(error);
    }
    clearTimeout(slow);
    if (mine === turn) page.waiting.hidden = true;
  }

  /** @param {number} count */
  const results = (count) => `${count || "No"} result${count === 1 ? "" : "s"}`;

  /** @param {GradusQuery} choice @param {GradusAnswer} answer @param {boolean} [isTyped] */
  function draw(choice, { total, hits, counts, spelling, partly, without }, isTyped) {
    const mine = turn;
    const address = gradusAddress(choice);
    const words = choice.q.trim();
    shown = hits;
    page.heading.textContent = results(total) + (words && ` for “${words}”`);
    page.chosen.textContent = "";
    for (const box of state.chosen()) {
      const item = copyOf("chip");
      item.querySelector("b").textContent = `${box.closest("fieldset").firstElementChild.textContent}: ${names.get(box.name + box.value)}`;
      item.onclick = () => {
        box.click();
        page.heading.focus();
      };
      page.chosen.append(item);
    }
    page.address.textContent = new URL(address, location.href).href;
    if (spelling) fillLink(page.spelling, spelling, { ...choice, q: spelling });
    announce(address && results(total) + (spelling ? `. ${page.spelling.textContent}` : ""));
    page.without.textContent = "";
    for (const { facet, value, total } of without) {
      const item = copyOf("drop");
      fillLink(item, `Without “${names.get(facet + value)}”`, { ...choice, [facet]: choice[facet].filter((it) => it !== value) });
      item.append(results(total));
      if (total) page.without.append(item);
    }
    page.copied.textContent = "";
    const isShown = {
      results: address, spelling, partly: partly && total, nothing: !total, wider: page.without.firstChild, more: hits.length < total,
      "by-hand": false, fault: false, stale: false,
    };
    for (const [name, is] of Object.entries(isShown)) page[name].hidden = !is;

    const rest = () => {
      if (mine !== turn) return;
      fill(hits);
      state.count(counts);
    };
    if (!isTyped) return rest();
    // Between two keys there is little time. First comes what a window has room for, and after that frame the rest.
    fill(hits, innerHeight / 160);
    requestAnimationFrame(() => requestAnimationFrame(rest));
  }

  /** @type {(place: any, text: string, choice: GradusQuery) => void} */
  function fillLink(place, text, choice) {
    const link = place.querySelector("a");
    link.textContent = text;
    link.href = gradusAddress({ ...choice, show: 0 }) || location.pathname;
  }

  /** Shows these results, or the first of them, in the places of those before: that is less work than new places. @param {GradusHit[]} hits */
  function fill(hits, count = hits.length) {
    const items = page.hits.children;
    while (items[hits.length]) items[hits.length].remove();
    hits.slice(0, count).forEach((hit, at) => put(items[at] || page.hits.appendChild(copyOf("hit")), hit));
  }

  /** @param {any} item @param {GradusHit} hit */
  function put(item, hit) {
    const said = JSON.stringify(hit);
    if (item.said === said) return;
    item.said = said;
    // As they stand in the template, one after the other.
    const [link, wording, kind, id, level, steps, number, about, path] = item.querySelectorAll("a, .tags > *, .steps, b, p:not(.tags)");
    link.href = root + hit.href;
    mark(link, hit.title || hit.text, hit.title ? hit.titleMarks : hit.textMarks);
    mark(wording, hit.title && hit.text, hit.title ? hit.textMarks : []);
    kind.textContent = kind.dataset[hit.kind];
    id.textContent = hit.id;
    level.hidden = !hit.level;
    [...steps.children].forEach((step, at) => (step.className = at < hit.level ? "on" : ""));
    number.textContent = hit.level;
    const people = hit.archetypes.map((it) => names.get(`archetype${it}`)).join(", ");
    about.textContent = [people, names.get(`process${hit.process}`)].map((it) => it && ` · ${it}`).join("");
    const groups = hit.group.split("/");
    path.textContent = groups.map((_, at) => names.get(`domain${groups.slice(0, at + 1).join("/")}`)).filter(Boolean).join(" › ");
  }

  /** @param {Element} place @param {string} text @param {GradusMark[]} marks */
  function mark(place, text, marks) {
    let at = 0;
    place.textContent = "";
    for (const { from, to } of marks) {
      const found = document.createElement("mark");
      found.textContent = text.slice(from, to);
      place.append(text.slice(at, from), found);
      at = to;
    }
    if (text[at]) place.append(text.slice(at));
  }

  /** @param {any} error */
  function fail(error) {
    const notice = page[error.name] || page.fault;
    notice.hidden = false;
    page.results.hidden = true;
    announce(notice.textContent);
  }

  /** @param {string} name @param {() => Promise<any>} act */
  const on = (name, act) => (page[name].onclick = () => act().catch(fail));
  on("again", async () => {
    await show();
    // The button goes away with the notice.
    if (!page.results.hidden) page.heading.focus();
  });
  page.reload.onclick = () => location.reload();

  on("more", async () => {
    const from = shown.length;
    const choice = state.current();
    choice.show = from + 10;
    await show();
    const next = page.hits.children[from];
    if (!next || choice !== state.current()) return;
    announce(`Results ${from + 1} to ${shown.length}`);
    state.keep("replaceState");
    next.querySelector("a").focus();
  });

  // All results go to paper. On the screen the list is then what it was.
  on("print", async () => {
    fill(await engine.all(state.current()));
    print();
  });
  onafterprint = () => fill(shown);

  on("copy", async () => {
    await load("search-table", "table");
    await gradusCopy(await engine.all(state.current()), root, page);
  });

  form.onsubmit = () => {
    if (!page.results.hidden) page.heading.focus();
    return false;
  };
  const state = gradusFacets(form, (_, isTyped) => show(isTyped));
  show();
})();
