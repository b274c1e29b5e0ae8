// The engine on the index of a built site, without a browser.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { runInNewContext } from 'node:vm';

const require = createRequire(import.meta.url);
const assets = '../../themes/default/assets/';
export const words = require(`${assets}search-words.js`);
export const search = require(`${assets}search-engine.js`);

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
