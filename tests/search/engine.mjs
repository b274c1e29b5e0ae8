// The engine on the index of a built site, without a browser.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { runInNewContext, runInThisContext } from 'node:vm';

// As in a page, where scripts stand side by side.
for (const name of ['search-words', 'search-engine']) {
  runInThisContext(readFileSync(new URL(`../../themes/default/assets/${name}.js`, import.meta.url), 'utf8'));
}
export const [words, search] = runInThisContext('[gradusWords, gradusSearch]');

/** What a data file hands over, as the page would get it. */
export function data(site, name) {
  let given;
  const gradusSearchData = (said, it) => {
    if (said !== name) throw new Error(`${name}.js calls itself ${said}`);
    given = it;
  };
  runInNewContext(readFileSync(join(site, 'search', `${name}.js`), 'utf8'), { gradusSearchData });
  return JSON.parse(JSON.stringify(given));
}

/** The engine of a built site; `loaded` names the files that it asked for, the head first. */
export function open(site) {
  const loaded = ['head'];
  const engine = search(data(site, 'head'), async name => {
    loaded.push(name);
    return data(site, name);
  });
  return { engine, loaded };
}

export const query = (q, chosen = {}) => ({ q, level: [], archetype: [], domain: [], process: [], kind: [], ...chosen });

/** What a file weighs on its way to a reader. */
export const weight = (site, name) => gzipSync(readFileSync(join(site, 'search', `${name}.js`)), { level: 9 }).length;
