// Says whether the sheet whose code was scanned still stands: its address carries version and edition. Without this,
// the page shows the editions to compare by eye.
"use strict";

/** What stands on the sheet; nothing where the address does not say it. */
function gradusAsked() {
  const asked = new URLSearchParams(location.search);
  const edition = (asked.get("h") || "").trim().toLowerCase();
  const version = (asked.get("v") || "").slice(0, 40);
  return /^[0-9a-f]{8}$/.test(edition) ? { edition, version } : null;
}

/** @type {(place: HTMLElement, how: "stands" | "superseded" | "unknown", asked: { edition: string, version: string }) => void} */
function gradusVerdict(place, how, { edition, version }) {
  const sheet = `Your sheet is edition ${edition}${version ? `, printed from version ${version}` : ""}.`;
  const [verdict, more] = {
    stands: ["This sheet is current.", "Nothing on it has changed."],
    superseded: ["This sheet is superseded.", "What has changed since then is listed below."],
    unknown: ["This sheet is not the current one.", "It is not an edition of a kept release, so what changed is not known. Print the current checklist."],
  }[how];
  place.classList.add(how);
  const strong = document.createElement("strong");
  strong.textContent = verdict;
  const first = document.createElement("p");
  first.append(strong);
  const second = document.createElement("p");
  second.textContent = `${sheet} ${more}`;
  place.textContent = "";
  place.append(first, second);
}

(() => {
  /** @type {HTMLElement | null} */
  const notice = document.querySelector(".standing[data-edition]");
  const asked = gradusAsked();
  if (!notice || !asked) return;

  // Several versions may have had the same edition: the newest of them says the least that changed.
  const all = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll("details.since")]);
  const earlier = all.filter((it) => it.dataset.edition === asked.edition);
  const own = earlier.find((it) => it.dataset.version === asked.version) || earlier[0];

  if (asked.edition === notice.dataset.edition) {
    gradusVerdict(notice, "stands", asked);
  } else if (own) {
    own.open = true;
    gradusVerdict(notice, "superseded", asked);
    own.scrollIntoView({ block: "nearest" });
  } else {
    gradusVerdict(notice, "unknown", asked);
  }
})();
