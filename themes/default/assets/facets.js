// What is chosen: one truth for the boxes of a form, its words and the address. The search and all lists with filters
// share it: an address means the same on each, and going back undoes a choice.
"use strict";

/** @type {GradusFacet[]} */
const gradusFacetNames = ["level", "archetype", "domain", "process", "kind"];

/** @param {GradusQuery} choice @returns {string} "?q=robot&level=1,2&show=40", or "" where nothing is chosen */
function gradusAddress(choice) {
  const q = choice.q.trim();
  const parts = q ? [`${new URLSearchParams({ q })}`] : [];
  for (const facet of gradusFacetNames) if (choice[facet][0]) parts.push(`${facet}=${choice[facet].map(encodeURIComponent)}`);
  if (parts[0] && choice.show) parts.push(`show=${choice.show}`);
  return parts[0] ? `?${parts.join("&")}` : "";
}

/** @param {string} address from `?` on @returns {GradusQuery} */
function gradusChoice(address) {
  const query = new URLSearchParams(address);
  /** @type {any} */
  const choice = { q: query.get("q") || "", show: Math.min(Number(query.get("show")) || 0, 500) };
  for (const facet of gradusFacetNames) choice[facet] = query.getAll(facet).join().split(",").filter(Boolean);
  return choice;
}

/** Keeps a form and the address together, and shows each choice. @param {any} form @param {(choice: GradusQuery, isTyped?: boolean) => void} show */
function gradusFacets(form, show) {
  const words = form.elements.q;
  /** @type {any[]} */
  let boxes;
  /** @type {any} */
  let choice = gradusChoice(location.search);
  let typing = 0;

  // What has no box is not chosen: a level that is gone, or whatever else an address holds.
  function write() {
    words.value = choice.q;
    boxes = [...form.elements].filter((it) => it.type === "checkbox");
    for (const box of boxes) box.checked = choice[box.name].includes(box.value);
    if (boxes[0]) read(choice.show);
    const count = gradusFacetNames.flatMap((facet) => choice[facet]).length;
    for (const place of document.querySelectorAll("[data-chosen]")) place.textContent = count ? ` (${count} chosen)` : "";
  }

  /** Of what is asked for anew the beginning is shown. @param {number} [show] */
  function read(show = 0) {
    choice = { ...gradusChoice(""), q: words.value, show };
    for (const box of boxes) if (box.checked) choice[box.name].push(box.value);
  }

  /** @param {"pushState" | "replaceState"} how */
  function keep(how) {
    clearTimeout(typing);
    typing = 0;
    try {
      history[how](null, "", gradusAddress(choice) || location.pathname);
    } catch {
      // Some browsers refuse on a folder on disk; all else works there.
    }
  }

  // Typing makes no steps to go back to, and browsers refuse addresses that change at each key.
  const keepTyped = () => typing && keep("replaceState");

  function choose() {
    keepTyped();
    read();
    write();
    keep("pushState");
    show(choice);
  }

  addEventListener("input", ({ target }) => {
    if (target !== words) return;
    choice = { ...choice, q: words.value, show: 0 };
    clearTimeout(typing);
    typing = setTimeout(keepTyped, 300);
    show(choice, true);
  });
  addEventListener("change", (/** @type {any} */ { target }) => {
    if (target === words) keepTyped();
    else if (target.form === form) choose();
  });
  form.addEventListener("reset", () => setTimeout(choose));
  addEventListener("popstate", () => {
    choice = gradusChoice(location.search);
    write();
    show(choice);
  });

  // On a narrow window filters would push away what they filter, so they are folded up.
  const wide = matchMedia("(min-width: 56rem)");
  const fold = () => {
    for (const part of document.querySelectorAll("[data-facets]")) part.toggleAttribute("open", wide.matches);
  };
  // Safari 13 has no other way to listen.
  wide.addListener(fold);
  fold();
  write();

  return {
    chosen: () => boxes.filter((box) => box.checked),
    write,
    /** @type {() => GradusQuery} */
    current: () => choice,
    keep,
    /** Says beside each box how many there would be with it. @param {Record<string, Record<string, number>>} counts */
    count(counts) {
      for (const box of boxes) {
        const count = counts[box.name][box.value] || 0;
        const label = box.parentElement;
        label.lastElementChild.textContent = count;
        label.parentElement.classList.toggle("none", !count && !box.checked);
      }
    },
  };
}

/** Says the last of several texts when no more come: a screen reader would read out each. @param {any} place */
function gradusAnnouncer(place) {
  let waiting = 0;
  return (/** @type {string} */ text) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => (place.textContent = text), 700);
  };
}
