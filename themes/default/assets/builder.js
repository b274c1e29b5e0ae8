// The page of checklists: puts one together from what is chosen, and shows, prints and saves it. The address holds the
// choice, so it can be shared. Authors' texts are only ever set as text.
"use strict";

(() => {
  /** @type {(name: string) => any} */
  const part = (name) => document.querySelector(`[data-part="${name}"]`);
  const form = part("builder");
  const { base, standing, most } = form.dataset;
  const looks = ["layout", "paper", "size"];
  const title = document.title;

  /** @type {GradusPool} */
  let pool;
  /** @type {GradusSheetChoice} */
  let choice;
  /** What is on the sheet. @type {GradusStatement[]} */
  let held = [];
  let drawing = 0;
  let saying = 0;

  /** @type {() => any[]} */
  const boxes = () => [...form.elements].filter((it) => it.type === "checkbox");
  // There may be only one of a name: a form's `elements` would hand it over without a list.
  /** @type {(name: string) => any[]} */
  const named = (name) => [...form.querySelectorAll(`[name="${name}"]`)];
  /** @type {(name: string) => string} */
  const look = (name) => named(name).find((it) => it.checked).value;
  /** What the settings say of a look. @type {(name: string) => any} */
  const usual = (name) => named(name).find((it) => it.defaultChecked);

  // What has no box is not chosen: a level that is gone, or whatever else an address holds.
  function write() {
    const asked = gradusSheetChoice(location.search);
    const query = new URLSearchParams(location.search);
    for (const box of boxes()) box.checked = asked[/** @type {GradusSheetFacet} */ (box.name)].includes(box.value);
    if (form.elements.profile) {
      form.elements.profile.value = asked.profile[0] || "";
      if (form.elements.profile.selectedIndex < 0) form.elements.profile.value = "";
    }
    for (const name of looks) {
      const wanted = named(name).find((it) => it.value === query.get(name));
      (wanted || usual(name)).checked = true;
    }
    // A chosen group may stand far down in its list.
    const group = form.querySelector('[name="domain"]:checked');
    const list = form.querySelector('[data-facet="domain"] > ul');
    if (group && list) list.scrollTop = group.offsetTop - list.offsetTop - 8;
  }

  function read() {
    const profile = form.elements.profile ? form.elements.profile.value : "";
    choice = { level: [], archetype: [], domain: [], profile: profile ? [profile] : [] };
    for (const box of boxes()) if (box.checked) choice[/** @type {GradusSheetFacet} */ (box.name)].push(box.value);
  }

  function address() {
    const other = looks.filter((name) => look(name) !== usual(name).value).map((name) => `${name}=${look(name)}&`);
    const query = (gradusSheetQuery(choice) + other.join("")).slice(0, -1);
    return query && `?${query}`;
  }

  function choose() {
    read();
    try {
      history.pushState(null, "", address() || location.pathname);
    } catch {
      // Some browsers refuse on a folder on disk; all else works there.
    }
    show();
  }

  /** "14 statements" @param {number} count */
  const counted = (count) => `${count} ${pool.statement[count === 1 ? 0 : 1]}`;

  function show() {
    held = gradusHeld(pool, choice);
    const count = held.length;
    const isAsked = !!address();
    const isSheet = isAsked && count > 0 && count <= most;
    part("count").textContent = isAsked ? counted(count) : "Nothing chosen yet";
    part("length").textContent = isAsked ? "" : ` of ${counted(pool.statements.length)}`;
    part("subject").textContent = isAsked ? gradusSubject(pool, choice).title : "";
    const isShown = { tools: isSheet, none: isAsked && !count, many: isAsked && count > most, preview: isSheet, "by-hand": false };
    for (const [name, is] of Object.entries(isShown)) part(name).hidden = !is;
    part("copied").textContent = "";
    part("without").textContent = "";
    if (isAsked && !count) part("without").append(...ways());
    form.closest("main").classList.toggle("drawn", isSheet);
    clearTimeout(drawing);
    // So that a key or a click is answered before a long sheet is drawn.
    drawing = setTimeout(draw, 0);
    clearTimeout(saying);
    // A screen reader would read out each of several counts.
    saying = setTimeout(() => {
      const said = ["tally", "subject", "none", "many"].map(part).filter((it) => !it.hidden);
      part("status").textContent = said.map((it) => it.textContent.trim()).filter(Boolean).join(". ");
    }, 700);
  }

  /** What could be taken away from a choice that leaves nothing: buttons. */
  function ways() {
    return gradusSheetFacets.filter((facet) => choice[facet][0]).map((facet) => {
      const count = gradusHeld(pool, { ...choice, [facet]: [] }).length;
      const chosen = facet === "profile" ? [...form.elements.profile.selectedOptions] : boxes().filter((it) => it.name === facet && it.checked).map((it) => it.parentElement);
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "quiet";
      button.textContent = `Without ${gradusListed(chosen.map((it) => it.textContent.trim()))}: ${counted(count)}`;
      button.onclick = () => {
        for (const box of boxes()) if (box.name === facet) box.checked = false;
        if (facet === "profile") form.elements.profile.value = "";
        choose();
        boxes()[0].focus();
      };
      item.append(button);
      return item;
    });
  }

  function pattern() {
    const all = /** @type {HTMLTemplateElement[]} */ ([...document.querySelectorAll("template[data-layout]")]);
    const own = all.find((it) => it.dataset.layout === look("layout")) || all[0];
    return /** @type {DocumentFragment} */ (own.content.cloneNode(true));
  }

  /**
   * About how many pages it will be: its height at the width of the paper. The style sheet has the same margins.
   * @param {any} sheet
   */
  function lengthOf(sheet) {
    const [long, short] = look("paper") === "letter" ? [279.4, 215.9] : [297, 210];
    const [width, height] = sheet.classList.contains("landscape") ? [long, short] : [short, long];
    const edge = parseFloat(getComputedStyle(sheet.rows[0].cells[0]).paddingInlineStart);
    const scale = sheet.classList.contains("large") ? 1.5 : 1;
    Object.assign(sheet.style, { inlineSize: `calc(${width - 35}mm + ${2 * edge}px)`, maxInlineSize: "none", fontSize: `${12 * scale}pt` });
    const tall = (sheet.offsetHeight - 2 * edge) * (25.4 / 96);
    sheet.removeAttribute("style");
    // On each page the heads stand again, and what does not fit at its end goes to the next one.
    const lost = 20 * scale;
    return Math.max(1, Math.ceil((tall - lost) / (height - 33 - lost)));
  }

  function draw() {
    const place = part("sheet");
    if (part("preview").hidden) {
      place.textContent = "";
      document.title = title;
      return;
    }
    const subject = gradusSubject(pool, choice);
    const edition = gradusEdition(pool, held);
    const sheet = pattern();
    const row = rowOf(sheet);
    const rows = row && row.parentElement;
    const table = rows && rows.parentElement;
    if (row && rows) {
      row.remove();
      rows.remove();
    }
    gradusFill(sheet, {
      subject: subject.title, edition, counted: counted(held.length),
      stands: `${base}${standing}${subject.page}?${subject.query}v=${gradusEncoded(pool.version)}&h=${edition}`,
    });
    const root = /** @type {Element} */ (sheet.querySelector(".sheet"));
    for (const paper of ["a4", "letter"]) root.classList.toggle(paper, look("paper") === paper);
    if (look("size") === "large") root.classList.add("large");
    if (row && rows && table) {
      for (const run of runs()) {
        const { number = "", title } = pool.groups[run[0].group];
        const group = /** @type {Element} */ (gradusFill(rows.cloneNode(true), { number, group: title, count: `${run.length}` }));
        group.append(...run.map((it) => gradusFill(row.cloneNode(true), { id: it.id, text: it.text, lead: lead(it) })));
        table.append(group);
      }
    }
    const heading = sheet.querySelector("h1");
    place.textContent = "";
    place.append(sheet);
    const pages = lengthOf(root);
    part("length").textContent = `, about ${pages} page${pages === 1 ? "" : "s"}`;
    document.title = `${heading ? heading.textContent : subject.title} - ${title.replace(/^.* - /, "")}`;
  }

  /** The row that all rows are made of. @param {DocumentFragment} sheet */
  function rowOf(sheet) {
    return [...sheet.querySelectorAll("tr")].find((it) => !it.querySelector("tr") && (it.textContent || "").includes("~text~"));
  }

  /** Statements that follow each other in one group. */
  function runs() {
    /** @type {GradusStatement[][]} */
    const all = [];
    for (const it of held) {
      const last = all[all.length - 1];
      if (last && last[0].group === it.group) last.push(it);
      else all.push([it]);
    }
    return all;
  }

  /** @param {GradusStatement} statement */
  function lead({ first, title }) {
    return (first ? pool.first : "") + (title && `${title}. `);
  }

  // RFC 4180, with no cell that a spreadsheet would run: as the program writes it.
  function csv() {
    /** @param {string} text */
    const cell = (text) => {
      const plain = text.replace(/\p{Cc}/gu, "").replace(/^[=+\-@＝＋－＠]/, "'$&");
      return /[",';]/.test(plain) ? `"${plain.replace(/"/g, '""')}"` : plain;
    };
    const columns = pool.columns[look("layout")];
    const edition = gradusEdition(pool, held);
    const rows = held.map((it) => {
      const group = pool.groups[it.group];
      const domain = pool.groups.find(({ value }) => value === group.value.split("/")[0]) || group;
      const own = columns.map(({ holds }) => (holds ? it[holds] : ""));
      const { number = "", title } = group;
      return [...own, it.title, it.first ? "yes" : "", pool.levels[it.level].value, domain.number || "", domain.title, number, title, pool.framework, pool.version, edition];
    });
    const heads = [...columns.map(({ head }) => head), ...pool.place];
    return `\ufeff${[heads, ...rows].map((row) => `${row.map(cell)}\r\n`).join("")}`;
  }

  part("csv").onclick = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([csv()], { type: "text/csv" }));
    link.download = "checklist.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  part("copy").onclick = async () => {
    const text = location.href.replace(/[?#].*|$/, address());
    try {
      await navigator.clipboard.writeText(text);
      part("copied").textContent = "Copied";
    } catch {
      part("by-hand").hidden = false;
      part("address").value = text;
      part("address").select();
    }
  };

  /** The boxes of groups, as a tree. */
  function offerGroups() {
    /** @type {Element[]} */
    const lists = [];
    let last = form.querySelector('[data-facet="domain"]');
    for (const { value, number = "", title } of pool.groups) {
      const item = document.createElement("li");
      const label = document.createElement("label");
      const box = document.createElement("input");
      const name = document.createElement("span");
      box.type = "checkbox";
      box.name = "domain";
      box.value = value;
      name.textContent = `${number} ${title}`.trim();
      label.append(box, " ", name);
      item.append(label);
      const depth = value.split("/").length - 1;
      lists.length = depth + 1;
      if (!lists[depth]) last.append((lists[depth] = document.createElement("ul")));
      lists[depth].append((last = item));
    }
  }

  async function start() {
    const [file] = gradusFiles();
    try {
      pool = await gradusLoad(file);
    } catch {
      part("fault").hidden = false;
      return;
    }
    offerGroups();
    form.hidden = false;
    write();
    read();
    show();
    form.addEventListener("change", choose);
    form.addEventListener("submit", (/** @type {Event} */ event) => {
      event.preventDefault();
      if (part("preview").hidden) return;
      part("preview").scrollIntoView();
      part("sheet").focus({ preventScroll: true });
    });
    form.addEventListener("reset", () => setTimeout(() => {
      choose();
      // The button goes away with the sheet.
      boxes()[0].focus();
    }));
    addEventListener("popstate", () => {
      write();
      read();
      show();
    });
  }
  start();
})();
