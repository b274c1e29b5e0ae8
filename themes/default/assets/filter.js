// Filters on a list that stands on this page whole or in part: the table of all capabilities, a level, an archetype.
"use strict";

(() => {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form.filters"));
  if (!form) return;
  const facets = /** @type {const} */ (["level", "archetype", "domain", "process"]);
  const shown = /** @type {HTMLElement} */ (form.querySelector(".outcome strong"));
  const announce = gradusAnnouncer(form.querySelector("output"));
  const elsewhere = /** @type {HTMLAnchorElement | null} */ (document.querySelector("[data-elsewhere]"));
  const whole = elsewhere && elsewhere.href;

  const entries = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("main [data-level]")]).map((row) => {
    const { level = "", archetypes = "", group = "", process = "" } = row.dataset;
    return {
      row,
      text: fold(row.textContent || ""),
      level: [level],
      archetype: archetypes.split(" "),
      domain: withOuter(group),
      process: [process],
    };
  });
  const parts = new Set(entries.map(({ row }) => /** @type {HTMLElement} */ (row.closest("tbody, section"))));

  /**
   * Letters without accents, in small letters.
   * @param {string} text
   */
  function fold(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  /**
   * A group and all groups around it, since a domain holds what is in its groups too.
   * @param {string} path
   */
  function withOuter(path) {
    return path.split("/").map((_, at, parts) => parts.slice(0, at + 1).join("/"));
  }

  /** @param {GradusQuery} choice */
  function show(choice) {
    const words = fold(choice.q).split(/\s+/).filter(Boolean);
    // With nothing inherited: an archetype may be called `constructor`.
    /** @type {Record<string, Record<string, number>>} */
    const counts = {};
    for (const facet of facets) counts[facet] = Object.create(null);
    let total = 0;
    for (const entry of entries) {
      const against = facets.filter((facet) => choice[facet].length > 0 && !choice[facet].some((value) => entry[facet].includes(value)));
      const hasWords = words.every((word) => entry.text.includes(word));
      const fits = hasWords && against.length === 0;
      entry.row.hidden = !fits;
      total += fits ? 1 : 0;
      // A value counts what the other facets let through.
      for (const facet of facets) {
        if (!hasWords || against.some((other) => other !== facet)) continue;
        for (const value of entry[facet]) counts[facet][value] = (counts[facet][value] || 0) + 1;
      }
    }
    for (const part of parts) part.hidden = !part.querySelector("[data-level]:not([hidden])");
    shown.textContent = `${total} ${total === 1 ? shown.dataset.one : shown.dataset.many}`;
    announce(shown.textContent);
    state.count(counts);
    if (elsewhere && whole) {
      const address = new URL(whole);
      const fixed = gradusChoice(address.search);
      for (const facet of facets) if (fixed[facet].length === 0) fixed[facet] = choice[facet];
      elsewhere.href = address.href.replace(/\?.*|$/, gradusAddress({ ...fixed, q: choice.q }));
    }
  }

  const state = gradusFacets(form, show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = [...parts].find((part) => !part.hidden);
    if (first) first.scrollIntoView();
  });
  form.hidden = false;
  show(state.current());
})();
