#!/usr/bin/env node
// How long the search takes in a browser: from a key to drawn results on a slow computer, and the first question over a
// slow line; and what its index weighs. benches/README.md says what is measured and how.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { launch } from '../tests/browser/browser.mjs';

const at = path => fileURLToPath(new URL(path, import.meta.url));
const { values: chosen } = parseArgs({
  options: {
    sizes: { type: 'string', default: 'own,5000,20000' },
    gradus: { type: 'string', default: at('../target/release/gradus') },
    slower: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '1' },
    pagefind: { type: 'string' },
    only: { type: 'string', default: 'keys,line,index' },
    help: { type: 'boolean', default: false },
  },
});
if (chosen.help) {
  console.log(`node benches/search.mjs [--sizes own,5000,FOLDER] [--only keys,line,index] [--slower 4] [--rounds 1] [--gradus FILE] [--pagefind FILE]
A size is a number of made-up statements, the folder of a framework, or "own" for this repository's.`);
  process.exit();
}

const work = mkdtempSync(join(tmpdir(), 'gradus-bench-search-'));
process.once('exit', () => rmSync(work, { recursive: true, force: true }));
process.once('SIGINT', () => process.exit(130));

const median = list => [...list].sort((a, b) => a - b)[list.length >> 1];
const share = (list, part) => [...list].sort((a, b) => a - b)[Math.floor(list.length * part)];
const gzip = bytes => gzipSync(bytes, { level: 9 }).length;
const kb = bytes => Math.round(bytes / 102.4) / 10;
const ms = time => Math.round(time * 10) / 10;

/** The folder of the built site of a framework. */
function siteOf(size) {
  let project = size === 'own' ? at('..') : size;
  if (/^\d+$/.test(size)) {
    project = join(work, `framework-${size}`);
    execFileSync('python3', ['-B', at('lay_out.py'), size, project], { stdio: 'inherit' });
  }
  const site = join(work, `site-${size.replace(/\W/g, '-')}`);
  execFileSync(chosen.gradus, ['-C', project, '-q', 'build', '-o', site], { stdio: ['ignore', 'inherit', 'inherit'] });
  return site;
}

const TYPES = { '.css': 'text/css', '.html': 'text/html', '.js': 'text/javascript', '.svg': 'image/svg+xml' };

/** Serves a folder as web hosts do: compressed. */
async function serve(site) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    const file = join(site, path.endsWith('/') ? `${path}index.html` : path);
    response.setHeader('Content-Type', `${TYPES[extname(file)] ?? 'application/octet-stream'}; charset=utf-8`);
    response.setHeader('Content-Encoding', 'gzip');
    response.statusCode = existsSync(file) ? 200 : 404;
    response.end(gzipSync(existsSync(file) ? readFileSync(file) : ''));
  });
  await new Promise(ready => server.listen(0, '127.0.0.1', ready));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => (server.closeAllConnections(), server.close()) };
}

/** What is asked: words of statements from all over the framework, two at a time, and one of them with a slip. */
function questionsOf(site) {
  const { capabilities } = JSON.parse(readFileSync(join(site, 'data/framework.json'), 'utf8'));
  const statements = capabilities.filter(it => !it.retired).flatMap(it => it.statements.map(({ text }) => text));
  return Array.from({ length: 8 }, (_, i) => {
    const words = statements[Math.floor((statements.length * (2 * i + 1)) / 16)].match(/\p{L}{4,}/gu) ?? ['word'];
    const [one, other] = [words[i % words.length], words[(i * 3 + 2) % words.length]].map(word => word.toLowerCase());
    return i === 7 ? `${one.slice(0, 2)}${one[3]}${one[2]}${one.slice(4)}` : `${one} ${other}`;
  });
}

/** Notes, for each key, the time until the frame with its results is on the screen, and which files came meanwhile. */
function watchKeys() {
  let start = 0;
  globalThis.drawn = [];
  addEventListener('keydown', event => (start = event.timeStamp), true);
  addEventListener('DOMContentLoaded', () => {
    const heading = document.querySelector('[data-part="heading"]');
    if (!heading) return;
    const channel = new MessageChannel();
    let script = 0;
    channel.port1.onmessage = () => drawn.push({ words: heading.textContent, script, time: performance.now() - start, now: performance.now() });
    new MutationObserver(() => {
      script = performance.now() - start;
      requestAnimationFrame(() => channel.port2.postMessage(0));
    }).observe(heading, { childList: true, characterData: true, subtree: true });
  });
}

const isDrawn = words => document.querySelector('#search').value.trim() === words.trim() && globalThis.drawn.at(-1)?.words.includes(`“${words.trim()}”`);

async function keys(browser, url, questions) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  const page = await context.newPage();
  await page.addInitScript(watchKeys);
  await page.goto(`${url}search/`);
  await page.waitForSelector('[data-facet] input', { state: 'attached' });
  const client = await context.newCDPSession(page);
  await client.send('Emulation.setCPUThrottlingRate', { rate: Number(chosen.slower) });
  await page.locator('#search').focus();
  const times = [];
  for (let round = 0; round < Number(chosen.rounds); round++) {
    for (const question of questions) {
      for (let length = 1; length <= question.length; length++) {
        // What ends with a space asks the same once more.
        const words = question.slice(0, length);
        const files = await page.evaluate(() => performance.getEntriesByType('resource').length);
        await page.keyboard.press(words.at(-1) === ' ' ? 'Space' : words.at(-1));
        await page.waitForFunction(isDrawn, words);
        if (words.endsWith(' ')) {
          await page.waitForTimeout(150);
          continue;
        }
        const { drawn, now } = await page.evaluate(() => ({ drawn: globalThis.drawn.at(-1), now: performance.getEntriesByType('resource').length }));
        // After loading: what had to wait for a file tells of the line.
        if (now === files) times.push({ words, ...drawn });
        await page.waitForTimeout(30);
      }
      await page.locator('#search').fill('');
      await page.waitForTimeout(200);
    }
  }
  await context.close();
  return times;
}

/** Milliseconds from opening an address with a question, and from a key on a page that is open, until results are drawn. */
async function line(browser, url, questions) {
  const opened = [];
  const typed = [];
  for (const question of questions.slice(0, 5)) {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
    const page = await context.newPage();
    await page.addInitScript(watchKeys);
    const client = await context.newCDPSession(page);
    await client.send('Network.enable');
    const slow = { offline: false, latency: 400, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 };
    await client.send('Network.emulateNetworkConditions', slow);
    await page.goto(`${url}search/?q=${encodeURIComponent(question)}`, { waitUntil: 'commit' });
    await page.waitForFunction(isDrawn, question);
    opened.push(await page.evaluate(() => drawn.at(-1).now));
    await context.close();

    const later = await browser.newContext({ viewport: { width: 1366, height: 768 } });
    const waiting = await later.newPage();
    await waiting.addInitScript(watchKeys);
    const again = await later.newCDPSession(waiting);
    await again.send('Network.enable');
    await again.send('Network.emulateNetworkConditions', slow);
    await waiting.goto(`${url}search/`);
    await waiting.waitForSelector('[data-facet] input', { state: 'attached' });
    const [word] = question.split(' ');
    await waiting.locator('#search').focus();
    await waiting.evaluate(word => (document.querySelector('#search').value = word.slice(0, -1)), word);
    await waiting.keyboard.press(word.at(-1));
    await waiting.waitForFunction(isDrawn, word);
    typed.push(await waiting.evaluate(() => drawn.at(-1).time));
    await later.close();
  }
  return { opened, typed };
}

const filesBelow = folder => readdirSync(folder, { recursive: true, withFileTypes: true }).filter(it => it.isFile()).map(it => join(it.parentPath ?? it.path, it.name));

/** What the index weighs, and what Pagefind's bundle for the statements' pages does. */
function index(site) {
  const own = filesBelow(join(site, 'search')).filter(file => file.endsWith('.js'));
  const weighed = { files: own.length, all: own.reduce((sum, file) => sum + gzip(readFileSync(file)), 0), head: gzip(readFileSync(join(site, 'search/head.js'))) };
  if (chosen.pagefind) {
    const bundle = join(work, 'pagefind');
    mkdirSync(bundle, { recursive: true });
    execFileSync(chosen.pagefind, ['--site', site, '--glob', 'capabilities/*/index.html', '--output-path', bundle, '--quiet']);
    // Much of it is compressed as it is.
    const weigh = file => Math.min(readFileSync(file).length, gzip(readFileSync(file)));
    const all = filesBelow(bundle);
    weighed.pagefind = all.reduce((sum, file) => sum + weigh(file), 0);
    weighed.pagefindFiles = all.length;
    weighed.pagefindIndex = all.filter(file => /\.pf_/.test(file)).reduce((sum, file) => sum + weigh(file), 0);
    rmSync(bundle, { recursive: true });
  }
  return weighed;
}

const wants = part => chosen.only.split(',').includes(part);
const browser = await launch();
try {
  for (const size of chosen.sizes.split(',')) {
    const site = siteOf(size);
    const questions = questionsOf(site);
    const server = await serve(site);
    if (wants('keys')) {
      const times = await keys(browser, server.url, questions);
      const all = times.map(({ time }) => time);
      const script = times.map(({ script }) => script);
      const worst = times.reduce((worst, it) => (it.time > worst.time ? it : worst));
      console.log(`${size}: a key to results on the screen, ms: median ${ms(median(all))}, nine of ten below ${ms(share(all, 0.9))}, worst ${ms(worst.time)} (“${worst.words}”); until the script is done: median ${ms(median(script))}; ${all.length} keys, processor ${chosen.slower} times slower`);
    }
    if (wants('line')) {
      const { opened, typed } = await line(browser, server.url, questions);
      console.log(`${size}: over 400 kbit/s and 400 ms round trips, ms: from opening a search to its results, median ${ms(median(opened))}, worst ${ms(Math.max(...opened))}; from the first key on an open page, median ${ms(median(typed))}, worst ${ms(Math.max(...typed))}`);
    }
    if (wants('index')) {
      const { files, all, head, pagefind, pagefindFiles, pagefindIndex } = index(site);
      console.log(`${size}: the index, KB gzip: ${kb(all)} in ${files} files, of which the first ${kb(head)}${pagefind ? `; Pagefind's bundle ${kb(pagefind)} in ${pagefindFiles} files, of which the index ${kb(pagefindIndex)}` : ''}`);
    }
    server.close();
  }
} finally {
  await browser.close();
}
