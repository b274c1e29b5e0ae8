// What pages do beyond HTML: filter the table of all capabilities, and print a sheet. Everything works without it.
"use strict";

(() => {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  const form = document.querySelector("form.filters");
  if (!form) return;
  const facets = ["level", "archetype", "domain", "process"];
  const bodies = [...document.querySelectorAll("table.all tbody")].map((body) => ({
    body,
    rows: [...body.querySelectorAll("tr[data-level]")].map((row) => ({
      row,
      text: fold(row.textContent),
      level: [row.dataset.level],
      archetype: row.dataset.archetypes.split(" "),
      domain: [row.dataset.group],
      process: [row.dataset.process],
    })),
  }));
  const outcome = form.querySelector("output");

  // Letters without accents, in small letters.
  function fold(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  function boxes(facet) {
    return [...form.querySelectorAll(`input[name="${facet}"]`)];
  }

  // A domain holds what is in its groups too.
  function fits(facet, wanted, have) {
    if (wanted.length === 0) return true;
    return have.some((value) => wanted.some((want) => value === want || (facet === "domain" && value.startsWith(`${want}/`))));
  }

  function apply() {
    const wanted = Object.fromEntries(facets.map((facet) => [facet, boxes(facet).filter((box) => box.checked).map((box) => box.value)]));
    const words = fold(form.elements.q.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { body, rows } of bodies) {
      let shown = 0;
      for (const entry of rows) {
        const fine = facets.every((facet) => fits(facet, wanted[facet], entry[facet])) && words.every((word) => entry.text.includes(word));
        entry.row.hidden = !fine;
        shown += fine ? 1 : 0;
      }
      body.hidden = shown === 0;
      count += shown;
    }
    outcome.textContent = `${count} ${count === 1 ? outcome.dataset.one : outcome.dataset.many}`;
    return wanted;
  }

  function address(wanted) {
    const parts = facets.filter((facet) => wanted[facet].length > 0).map((facet) => `${facet}=${wanted[facet].map(encodeURIComponent).join(",")}`);
    const words = form.elements.q.value.trim();
    if (words) parts.unshift(`q=${encodeURIComponent(words)}`);
    return parts.length > 0 ? `?${parts.join("&")}` : location.pathname;
  }

  function fromAddress() {
    const query = new URLSearchParams(location.search);
    form.elements.q.value = query.get("q") || "";
    for (const facet of facets) {
      const values = query.getAll(facet).join(",").split(",");
      for (const box of boxes(facet)) box.checked = values.includes(box.value);
    }
    apply();
  }

  let typing = 0;
  form.addEventListener("change", (event) => {
    if (event.target.name !== "q") history.pushState(null, "", address(apply()));
  });
  form.addEventListener("input", (event) => {
    if (event.target.name !== "q") return;
    clearTimeout(typing);
    typing = setTimeout(() => history.replaceState(null, "", address(apply())), 80);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    document.querySelector("table.all").scrollIntoView();
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const box of form.querySelectorAll("input")) {
      box.checked = false;
      if (box.name === "q") box.value = "";
    }
    history.pushState(null, "", address(apply()));
  });
  window.addEventListener("popstate", fromAddress);
  form.hidden = false;
  fromAddress();
})();
