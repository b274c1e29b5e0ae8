// Every file of a folder. Unlike `tests/browser/site.mjs` this needs no site that was built before.
import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

/** Paths from the top of the folder with `/` between the parts, sorted. */
export function listFiles(folder) {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  return found.map(entry => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1).split(sep).join('/')).sort();
}
