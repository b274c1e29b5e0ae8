// The page of the search: asks the engine and draws what it answers. Authors' text is only ever set as text.
"use strict";

(() => {
  /** @type {(name: string) => any} */
  const part = (name) => document.querySelector(`[data-part="${name}"]`);
  /** @type {(name: string) => any} */
  const copyOf = (name) => part(name).content.firstElementChild.cloneNode(true);
  /** @type {any} */
  const form = document.querySelector(".seek");
  const root = form.action.replace(/search\/[^/]*$/, "");
  const announce = gradusAnnouncer(part("status"));

  // Data files are scripts, since those load from a folder on disk too. Only those that stand in the page can run: the
  // site's policy lets no script make up an address.
  /** @type {any} */
  const arrived = {};
  window.gradusSearchData = (name, data) => (arrived[name] = data);

  /** @type {(name: string, from?: string) => Promise<any>} */
  const load = (name, from = "files") => new Promise((done, fail) => {
    const script = part(from).content.querySelector(`[src*="/${name}."]`).cloneNode();
    script.onload = () => done(arrived[name]);
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
    part("facets").hidden = false;
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
  let shown = 0;
  let total = 0;

  // Asks and draws. What comes back after a newer question is let go.
  async function show() {
    const mine = ++turn;
    const slow = setTimeout(() => {
      part("waiting").hidden = false;
      announce(part("waiting").textContent);
    }, 300);
    try {
      starting = starting || start();
      await starting;
      const answer = await engine.ask(state.current(), { limit: Math.max(Math.min(state.current().show || 0, 500), 10) });
      if (mine === turn) draw(answer);
    } catch (error) {
      // So that another try starts anew.
      if (!engine) starting = null;
      if (mine === turn) fail(error);
    }
    clearTimeout(slow);
    if (mine === turn) part("waiting").hidden = true;
  }

  /** @param {string} name @param {Node[]} items */
  function fill(name, items) {
    part(name).textContent = "";
    part(name).append(...items);
  }

  /** @param {number} count */
  const results = (count) => `${count || "No"} result${count === 1 ? "" : "s"}`;

  /** @param {GradusAnswer} answer */
  function draw(answer) {
    const choice = state.current();
    const address = gradusAddress(choice);
    const words = choice.q.trim();
    const { hits, spelling } = answer;
    ({ total } = answer);
    shown = hits.length;
    state.count(answer.counts);
    part("heading").textContent = results(total) + (words && ` for “${words}”`);
    announce(address && results(total) + (spelling ? `. Did you mean ${spelling}?` : ""));

    const chosen = state.chosen().map((box) => {
      const item = copyOf("chip");
      item.querySelector("b").textContent = `${box.closest("fieldset").firstElementChild.textContent}: ${names.get(box.name + box.value)}`;
      item.onclick = () => {
        box.click();
        part("heading").focus();
      };
      return item;
    });
    fill("chosen", chosen);
    part("address").textContent = location.href.replace(/[?#].*|$/, address);

    fillLink(part("spelling"), spelling, { ...choice, q: spelling || "" });
    part("without").textContent = "";
    for (const { facet, value, total } of answer.without) {
      const item = copyOf("drop");
      fillLink(item, `Without “${names.get(facet + value)}”`, { ...choice, [facet]: choice[facet].filter((it) => it !== value) });
      item.append(results(total));
      if (total) part("without").append(item);
    }
    part("copied").textContent = "";
    fill("hits", hits.map(itemOf));
    const isShown = {
      results: address, browse: !address, spelling, partly: answer.partly && total, nothing: !total, wider: part("without").firstChild,
      tools: total, more: shown < total, "by-hand": false, fault: false, stale: false,
    };
    for (const [name, is] of Object.entries(isShown)) part(name).hidden = !is;
  }

  /** @type {(place: any, text: string | null, choice: GradusQuery) => void} */
  function fillLink(place, text, choice) {
    const link = place.querySelector("a");
    link.textContent = text;
    link.href = gradusAddress({ ...choice, show: 0 }) || location.pathname;
  }

  /** @param {GradusHit} hit */
  function itemOf(hit) {
    const item = copyOf("hit");
    /** @param {string} name @param {string} [text] */
    const put = (name, text = "") => (item.querySelector(`.${name}`).textContent = text);
    const link = item.querySelector("a");
    link.href = root + hit.href;
    if (hit.title) {
      mark(link, hit.title, hit.titleMarks);
      mark(item.querySelector(".wording"), hit.text, hit.textMarks);
    } else mark(link, hit.text, hit.textMarks);
    put("id", hit.kind === "statement" ? hit.id : "");
    put("kind", item.querySelector(".kind").dataset[hit.kind]);
    put("people", hit.archetypes.map((it) => names.get(`archetype${it}`)).join(", "));
    put("process", names.get(`process${hit.process}`));
    if (hit.level) {
      item.querySelector("b").textContent = hit.level;
      for (const step of [...item.querySelectorAll(".steps i")].slice(0, hit.level)) step.className = "on";
    } else put("level");
    const path = hit.group.split("/");
    put("path", path.map((_, at) => names.get(`domain${path.slice(0, at + 1).join("/")}`)).filter(Boolean).join(" › "));
    return item;
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
    place.append(text.slice(at));
  }

  /** @param {any} error */
  function fail(error) {
    const notice = part(error.name === "stale" ? "stale" : "fault");
    notice.hidden = part("browse").hidden = false;
    part("results").hidden = true;
    announce(notice.textContent);
  }

  /** @param {string} name @param {() => Promise<any>} act */
  const on = (name, act) => (part(name).onclick = () => act().catch(fail));
  on("again", async () => {
    await show();
    // The button goes away with the notice.
    if (!part("results").hidden) part("heading").focus();
  });
  part("reload").onclick = () => location.reload();

  on("more", async () => {
    const mine = turn;
    const { hits } = await engine.ask(state.current(), { from: shown, limit: 10 });
    if (mine !== turn) return;
    const items = hits.map(itemOf);
    part("hits").append(...items);
    announce(`Results ${shown + 1} to ${shown += items.length}`);
    part("more").hidden = shown >= total;
    state.current().show = shown;
    state.keep("replaceState");
    if (items[0]) items[0].querySelector("a").focus();
  });

  // All results go to paper. On the screen the list is then what it was.
  on("print", async () => {
    const before = [...part("hits").children];
    fill("hits", (await engine.all(state.current())).map(itemOf));
    addEventListener("afterprint", () => fill("hits", before), { once: true });
    print();
  });

  on("copy", async () => {
    await load("search-table", "table");
    const text = gradusTable(await engine.all(state.current()), root);
    try {
      await navigator.clipboard.writeText(text);
      part("copied").textContent = "Copied";
    } catch {
      part("by-hand").hidden = false;
      part("csv").value = text;
      part("csv").select();
    }
  });

  form.addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!part("results").hidden) part("heading").focus();
  });
  const state = gradusFacets(form, show);
  show();
})();
