// Checklists on paper, as Chromium prints them: every page says what it is, and no row is cut in two.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { none } from './faults.mjs';
import { build, copyOfProject, temporaryFolder } from './program.mjs';
import { serve } from './serve.mjs';
import { framework } from './site.mjs';
import { siteInBrowser } from './stage.mjs';

const level = framework.levels.find(it => it.number === 2);
const at2 = framework.capabilities.filter(it => !it.retired).flatMap(it => it.statements.filter(one => one.level === 2).map(({ text }) => ({ id: it.id, group: it.group, text })));
const group = framework.groups.find(it => at2.filter(one => one.group === it.id).length > 1 && !framework.groups.some(other => other.parent === it.id));
const title = `Level 2: ${level.title}`;

const SHEETS = [
  { name: "the learner's sheet of level 2", address: 'checklists/level-2/', title, rows: at2 },
  { name: "the assessor's sheet of level 2", address: 'checklists/level-2/as-assessor/', title, rows: at2 },
  { name: 'the roster of level 2', address: 'checklists/level-2/as-roster/', title, rows: at2 },
  { name: 'the large print of level 2', address: 'checklists/level-2/as-large-print/', title, rows: at2 },
  {
    name: 'the sheet of a group at level 2', address: `checklists/level-2/in/${group.id}/`,
    title: `${title}, ${group.number} ${group.title}`, rows: at2.filter(one => one.group === group.id),
  },
];

const folder = temporaryFolder();
const stage = siteInBrowser();

for (const sheet of SHEETS) {
  test(`${sheet.name} says on every page what it is, splits no row and ends no page with a heading`, async () => {
    const pages = textOfPages(await print(stage.server.url + sheet.address));
    const faults = pages.flatMap((page, at) => missing(page, sheet, at + 1, pages.length).map(it => `page ${at + 1} of ${pages.length}: no ${it}`));
    assert.ok(sheet.rows.length > 0);
    faults.push(...pages.flatMap((page, at) => (endsWithHeading(page) ? [`page ${at + 1} ends with a heading`] : [])));
    faults.push(...sheet.rows.flatMap(row => rowFault(row, pages)));
    none(faults);
  });
}

test('sheets are A4, a roster landscape', async () => {
  assert.equal(await paper(`${stage.server.url}checklists/level-2/`), '595 x 842');
  assert.equal(await paper(`${stage.server.url}checklists/level-2/as-roster/`), '842 x 595');
});

test('sheets are Letter where gradus.yml says so', async () => {
  const project = copyOfProject(settings => {
    const others = settings.replace(/^ +paper:.*\n/m, '');
    return /^checklists:\s*$/m.test(others) ? others.replace(/^checklists:\s*$/m, 'checklists:\n  paper: letter') : `${others}\nchecklists: { paper: letter }\n`;
  });
  const letter = await serve(build([], project));
  try {
    assert.equal(await paper(`${letter.url}checklists/level-2/`), '612 x 792');
  } finally {
    await letter.close();
  }
});

const SIZES = [
  { address: 'checklists/level-2/', least: 10, statement: 12 },
  { address: 'checklists/level-2/as-assessor/', least: 10, statement: 12 },
  { address: 'checklists/level-2/as-large-print/', least: 14, statement: 18 },
];

for (const { address, least, statement } of SIZES) {
  test(`on /${address} statements have ${statement} points and nothing has fewer than ${least}`, async () => {
    // As wide as A4 between its margins.
    const page = await stage.browser.newPage({ viewport: { width: 661, height: 960 } });
    await page.emulateMedia({ media: 'print' });
    await page.goto(stage.server.url + address);
    const texts = await page.locator('main *').evaluateAll(all => all
      .filter(it => it.checkVisibility() && [...it.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim()))
      .map(it => ({ text: it.textContent.trim(), points: Math.round(parseFloat(getComputedStyle(it).fontSize) * 7.5) / 10 })));
    await page.close();
    none(texts.filter(it => it.points < least).map(it => `${it.points} points: ${it.text.slice(0, 60)}`));
    const statements = new Set(at2.map(row => row.text));
    const found = texts.filter(it => statements.has(it.text));
    assert.equal(found.length, at2.length);
    none(found.filter(it => it.points < statement).map(it => `${it.points} points: ${it.text.slice(0, 60)}`));
  });
}

async function print(url) {
  const page = await stage.browser.newPage();
  await page.goto(url);
  const file = join(folder, `${new URL(url).pathname.replaceAll('/', '_')}.pdf`);
  writeFileSync(file, await page.pdf({ preferCSSPageSize: true, format: 'A5' }));
  await page.close();
  return file;
}

/** Width and height in whole points; A5 if the style sheet does not say. */
async function paper(url) {
  const [, width, height] = execFileSync('pdfinfo', [await print(url)], { encoding: 'utf8' }).match(/Page size:\s+([\d.]+) x ([\d.]+)/);
  return `${Math.round(width)} x ${Math.round(height)}`;
}

function textOfPages(file) {
  const text = execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8', maxBuffer: 1e8 });
  return text.split('\f').slice(0, -1);
}

/** Text as its letters and digits, since lines break anywhere and words at hyphens. */
function bare(text) {
  return text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

function missing(page, sheet, number, count) {
  const has = text => bare(page).includes(bare(text));
  const isNumbered = new RegExp(`\\bpage\\s+${number}(\\s+of\\s+${count})?\\b`, 'i').test(page) || new RegExp(`^\\s*${number}\\s*$`, 'm').test(page);
  return [
    has(framework.title) || 'title of the framework',
    has(`version ${framework.version}`) || 'version',
    has(sheet.title) || `title of the slice (${sheet.title})`,
    isNumbered || 'page number',
  ].filter(it => it !== true);
}

function endsWithHeading(page) {
  const last = page.trim().split('\n').filter(line => !/^page \d/i.test(line)).at(-1);
  return framework.groups.some(({ number, title }) => bare(last).startsWith(bare(`${number} ${title}`)));
}

function rowFault({ id, text }, pages) {
  const on = pages.flatMap((page, at) => (new RegExp(`(?<![A-Z])${id}(?!\\d)`).test(page) ? [at] : []));
  if (on.length !== 1) return [on.length ? `${id} is on pages ${on.map(at => at + 1).join(', ')}` : `${id} is on no page in one piece`];
  return bare(pages[on[0]]).includes(bare(text)) ? [] : [`${id}: page ${on[0] + 1} lacks part of its statement`];
}
