// Checklists on paper, as Chromium prints them: every page says what it is, and no row is cut in two.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { none } from './faults.mjs';
import { SHEETS, at2, endsWithHeading, missing, rowFault, textOfPages } from './paper.mjs';
import { build, copyOfProject, temporaryFolder } from './program.mjs';
import { serve } from './serve.mjs';
import { SITE } from './site.mjs';
import { siteInBrowser } from './stage.mjs';

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

const reader = spawnSync('zbarimg', ['--version']).error === undefined;

test('a telephone reads the address that stands on the sheet, from print and from the PDF', { skip: reader ? false : 'there is no zbarimg' }, async () => {
  const printed = await print(`${stage.server.url}checklists/level-2/`);
  const [address] = textOfPages(printed).at(-1).match(/https:[^]*$/);
  const made = join(SITE, 'checklists/level-2/level-2.pdf');
  for (const [file, page] of [[printed, 1], [made, textOfPages(made).length]]) {
    const picture = join(folder, 'page');
    execFileSync('pdftoppm', ['-r', '150', '-png', '-singlefile', '-f', page, '-l', page, file, picture], { stdio: 'ignore' });
    const read = execFileSync('zbarimg', ['-q', '--raw', `${picture}.png`], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    assert.equal(read.trim(), address.replace(/\s+|Page \d+ of \d+/g, ''));
  }
});

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
