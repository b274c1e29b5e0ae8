// What every page does beyond HTML: keys that lead to the search box, and buttons that print. All works without it.
"use strict";

(() => {
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-print]"))) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  const box = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-shortcut]"));
  if (!box) return;
  const keys = (box.dataset.shortcut || "").split("+");
  const key = keys.pop() || "";
  /** @param {string} name */
  const wants = (name) => keys.includes(name);
  // For screen readers, which say the keys with the box.
  const mods = wants("mod") ? ["Control", "Meta"] : [""];
  const others = [wants("ctrl") && "Control", wants("alt") && "Alt", wants("shift") && "Shift"];
  box.setAttribute("aria-keyshortcuts", mods.map((mod) => [mod, ...others, key.toUpperCase()].filter(Boolean).join("+")).join(" "));

  addEventListener("keydown", (event) => {
    // Where the keyboard writes another script, the place of the key counts.
    const isKey = event.key.toLowerCase() === key || (event.key > "~" && event.code === `Key${key.toUpperCase()}`);
    const isHeld = wants("mod") ? event.ctrlKey !== event.metaKey : event.ctrlKey === wants("ctrl") && !event.metaKey;
    if (!isKey || !isHeld || event.altKey !== wants("alt") || event.shiftKey !== wants("shift")) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
})();
