// Says whether the sheet whose code was scanned still stands: its address carries version and edition. Without this,
// the page shows the editions to compare by eye.
"use strict";

(() => {
  /** @type {HTMLElement | null} */
  const found = document.querySelector(".standing[data-edition]");
  const asked = new URLSearchParams(location.search);
  const edition = (asked.get("h") || "").trim().toLowerCase();
  if (!found || !/^[0-9a-f]{8}$/.test(edition)) return;
  const notice = found;
  const version = (asked.get("v") || "").slice(0, 40);
  const sheet = `Your sheet is edition ${edition}${version ? `, printed from version ${version}` : ""}.`;

  // Several versions may have had the same edition: the newest of them says the least that changed.
  const all = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll("details.since")]);
  const earlier = all.filter((it) => it.dataset.edition === edition);
  const own = earlier.find((it) => it.dataset.version === version) || earlier[0];

  if (edition === notice.dataset.edition) {
    say("stands", "This sheet is current.", `${sheet} Nothing on it has changed.`);
  } else if (own) {
    own.open = true;
    say("superseded", "This sheet is superseded.", `${sheet} What has changed since then is listed below.`);
    own.scrollIntoView({ block: "nearest" });
  } else {
    say("unknown", "This sheet is not the current one.", `${sheet} It is not an edition of a kept release, so what changed is not known. Print the current checklist.`);
  }

  /** @type {(how: string, verdict: string, more: string) => void} */
  function say(how, verdict, more) {
    notice.classList.add(how);
    const strong = document.createElement("strong");
    strong.textContent = verdict;
    const first = document.createElement("p");
    first.append(strong);
    const second = document.createElement("p");
    second.textContent = more;
    notice.replaceChildren(first, second);
  }
})();
