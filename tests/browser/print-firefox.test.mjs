// Checklists on paper, as Firefox prints them. Passed over where there is no Firefox: `apt-get install firefox-esr`.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { none } from './faults.mjs';
import { firefox, start } from './firefox.mjs';
import { SHEETS, endsWithHeading, missing, rowFault, textOfPages } from './paper.mjs';
import { temporaryFolder } from './program.mjs';
import { serve } from './serve.mjs';
import { SITE, mount } from './site.mjs';

const options = { skip: firefox ? false : 'there is no Firefox' };
const folder = temporaryFolder();
let server, browser;

before(async () => {
  if (!firefox) return;
  server = await serve(SITE, mount);
  browser = await start();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

for (const sheet of SHEETS) {
  test(`in Firefox, ${sheet.name} says on every page what it is, and splits no row`, options, async () => {
    const pages = textOfPages(await print(sheet.address));
    const faults = pages.flatMap((page, at) => missing(page, sheet).map(it => `page ${at + 1} of ${pages.length}: no ${it}`));
    // Groups of large print are too high for all of them to be kept together.
    if (!/large-print/.test(sheet.address)) {
      faults.push(...pages.flatMap((page, at) => (endsWithHeading(page) ? [`page ${at + 1} ends with a heading`] : [])));
    }
    faults.push(...sheet.rows.flatMap(row => rowFault(row, pages)));
    none(faults);
  });
}

test('in Firefox, sheets are A4, a roster landscape', options, async () => {
  const paper = file => execFileSync('pdfinfo', [file], { encoding: 'utf8' }).match(/Page size:\s+([\d.]+) x ([\d.]+)/).slice(1).map(Math.round);
  const [width, height] = paper(await print('checklists/level-2/'));
  assert.ok(Math.abs(width - 595) <= 1 && Math.abs(height - 842) <= 1, `${width} x ${height}`);
  const [wide, high] = paper(await print('checklists/level-2/as-roster/'));
  assert.ok(Math.abs(wide - 842) <= 1 && Math.abs(high - 595) <= 1, `${wide} x ${high}`);
});

async function print(address) {
  const file = join(folder, `${address.replaceAll('/', '_')}.pdf`);
  writeFileSync(file, await browser.print(server.url + address));
  return file;
}
