// Results as a table for spreadsheets, and copying it. Only who asks for that loads this.
"use strict";

/**
 * RFC 4180, with no cell that a spreadsheet would run: as in the site's own data.
 * @param {any[]} hits @param {string} root
 */
function gradusTable(hits, root) {
  /** @param {any} value */
  const cell = (value) => {
    const text = `${value}`.replace(/\p{Cc}/gu, "").replace(/^[=+\-@＝＋－＠]/, "'$&");
    return /[",';]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  };
  const columns = ["kind", "id", "title", "text", "level", "archetypes", "process", "group", "address"];
  const rows = hits.map((hit) => ({ ...hit, archetypes: hit.archetypes.join(" "), address: root + hit.href }));
  return [columns, ...rows.map((row) => columns.map((name) => row[name] || ""))].map((row) => `${row.map(cell)}\r\n`).join("");
}

/**
 * Copies results as such a table; where the browser does not let a page do that, it stands there to be copied by hand.
 * @param {any[]} hits @param {string} root @param {Record<string, any>} page its parts
 */
async function gradusCopy(hits, root, page) {
  const text = gradusTable(hits, root);
  try {
    await navigator.clipboard.writeText(text);
    page.copied.textContent = "Copied";
  } catch {
    page["by-hand"].hidden = false;
    page.csv.value = text;
    page.csv.select();
  }
}
