// How heavy a page may be: old work PCs, phones and slow wards' networks read it.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { join } from 'node:path/posix';
import { none } from './faults.mjs';
import { tags } from './html.mjs';
import { GRADUS, PROJECT, temporaryFolder } from './program.mjs';
import { files, pages, read } from './site.mjs';

const KB = 1024;
const gzip = text => gzipSync(text, { level: 9 }).length;
const sizes = new Map(pages.map(page => [page.file, gzip(page.html)]));
const sum = (list, size) => list.reduce((total, it) => total + size(it), 0);
const isSearch = page => page.address === 'search/';
const isBuilder = page => page.address === 'checklists/';
const assets = new Map(files().filter(file => /\.(css|js)$/.test(file)).map(file => [file, gzip(read(file))]));

test('no page weighs more than 25 KB', () => {
  const heavy = [...sizes].filter(([, size]) => size > 25 * KB).sort((a, b) => b[1] - a[1]);
  none(heavy.map(([file, size]) => `${file}: ${size}`));
});

test('a typical page weighs no more than 8 KB', () => {
  const sorted = [...sizes.values()].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)];
  assert.ok(median <= 8 * KB, `the median is ${median}`);
});

test('all style sheets together weigh no more than 10 KB', () => {
  const total = sum([...assets].filter(([file]) => file.endsWith('.css')), ([, size]) => size);
  assert.ok(total > 0 && total <= 10 * KB, `they weigh ${total}`);
});

test('what a page loads of scripts weighs no more than 6 KB', () => {
  const heavy = pages.filter(page => !isSearch(page) && !isBuilder(page)).map(page => [page, sum(loaded(page).filter(link => link.endsWith('.js')), link => weight(page, link))]);
  none(heavy.filter(([, total]) => !(total <= 6 * KB)).map(([page, total]) => `${page.file}: ${total}`));
});

test('all scripts for putting a checklist together weigh no more than 8 KB, and the statements of this site 16 KB', () => {
  const page = pages.find(isBuilder);
  const total = sum(loaded(page).filter(link => link.endsWith('.js')), link => weight(page, link));
  assert.ok(total > 0 && total <= 8 * KB, `they weigh ${total}`);
  const statements = gzip(read('checklists/data/now.js'));
  assert.ok(statements <= 16 * KB, `they weigh ${statements}`);
});

// What makes a table comes only when somebody asks for one.
test('all that the search loads of scripts beyond those of every page weighs no more than 8 KB', () => {
  const page = pages.find(isSearch);
  const total = sum(loaded(page).filter(link => /\.js$/.test(link) && !/\/(site|search-table)\./.test(link)), link => weight(page, link));
  assert.ok(total > 0 && total <= 8 * KB, `they weigh ${total}`);
});

test('what the search loads until the first result weighs no more than 60 KB', () => {
  const page = pages.find(isSearch);
  const total = sizes.get(page.file) + sum(loaded(page), link => weight(page, link)) + gzip(read('search/head.js'));
  assert.ok(total <= 60 * KB, `it weighs ${total}`);
});

test('the first view of a page, with style sheet and script, weighs no more than 30 KB', () => {
  const heavy = [];
  for (const page of pages.filter(page => page.file !== '404.html')) {
    const total = sizes.get(page.file) + sum(loaded(page), link => weight(page, link));
    if (!(total <= 30 * KB)) heavy.push(`${page.file}: ${total}`);
  }
  none(heavy);
});

test('a checklist of about five pages weighs no more than 12 KB, as a page and as a file of its own', () => {
  const page = pages.find(it => it.address === 'checklists/level-2/');
  assert.ok(sizes.get(page.file) <= 12 * KB, `the page weighs ${sizes.get(page.file)}`);
  const file = join(temporaryFolder(), 'sheet.html');
  const address = ['--base-url', 'https://capabilities.example/framework/'];
  execFileSync(GRADUS, ['-C', PROJECT, '-q', 'checklist', '--level', '2', ...address, '-o', file]);
  const alone = gzip(readFileSync(file));
  assert.ok(alone <= 12 * KB, `the file weighs ${alone}`);
});

/** The style sheets and scripts that the page itself loads; the files of the search's index come when they are asked for. */
function loaded(page) {
  const found = tags(page.html).map(({ name, attributes }) => (name === 'script' ? attributes.src : /stylesheet/.test(attributes.rel) && attributes.href));
  return found.filter(link => link && /(^|\/)assets\//.test(link));
}

function weight(page, link) {
  return assets.get(page.file === '404.html' ? link.slice(link.indexOf('assets/')) : join(page.address, link)) ?? NaN;
}
