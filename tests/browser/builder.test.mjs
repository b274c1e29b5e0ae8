// The page where one puts a checklist together: what it shows, prints and saves is what the program makes of the same choice.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AXE, axe, sidewaysScroll } from './axe.mjs';
import { watchedPage } from './browser.mjs';
import { none } from './faults.mjs';
import { GRADUS, PROJECT, build, copyOfProject, temporaryFolder } from './program.mjs';
import { serve } from './serve.mjs';
import { framework, pages } from './site.mjs';
import { siteInBrowser } from './stage.mjs';

const BASE = pages.find(it => it.address === '').html.match(/<link rel="canonical" href="([^"]+)"/)[1];
const FACETS = ['level', 'archetype', 'domain', 'profile'];
const LAYOUTS = ['learner', 'assessor', 'induction', 'roster', 'large-print', 'blank'];
const folder = temporaryFolder();
const stage = siteInBrowser();

/** A number that only looks random, so that a fault comes back. */
let seed = 20261122;
/** How many of the choices held nothing. */
let empty = 0;
const random = below => ((seed = (seed * 1103515245 + 12345) % 2 ** 31) >> 8) % below;
const some = (all, most) => [...new Set(Array.from({ length: random(most + 1) }, () => all[random(all.length)]))];

function randomChoice() {
  return {
    level: some(framework.levels.map(it => `${it.number}`), 3),
    archetype: some(framework.archetypes.map(it => it.id), 2),
    domain: some(framework.groups.map(it => it.id), 3),
    profile: random(4) === 0 ? some(framework.profiles.map(it => it.id), 1) : [],
    layout: LAYOUTS[random(LAYOUTS.length)],
  };
}

const query = choice => FACETS.filter(it => choice[it].length > 0).map(it => `${it}=${choice[it].join(',')}`).concat(`layout=${choice.layout}`, 'paper=letter').join('&');

/** What the program makes of the same choice. */
function made(choice, format, project = PROJECT, base = BASE) {
  const options = FACETS.filter(it => choice[it].length > 0).flatMap(it => [`--${it}`, choice[it].join(',')]);
  const all = ['-C', project, 'checklist', ...options, '--layout', choice.layout, '-f', format, '-u', base];
  return execFileSync(GRADUS, all, { stdio: ['ignore', 'pipe', 'pipe'] });
}

const shown = page => page.locator('[data-part="count"]').textContent();
const drawn = page => page.locator('[data-part="sheet"] .sheet');

async function open(page, site, address) {
  await page.goto(`${site}${address}`);
  await page.locator('form.builder').waitFor();
  await page.waitForFunction(() => {
    const preview = document.querySelector('.preview');
    return preview.hidden || preview.querySelector('.sheet');
  });
}

async function download(page) {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download CSV' }).click()]);
  return readFileSync(await file.path());
}

/** Faults where a page does not show what the program makes of a choice. */
async function compare(page, site, choice, project) {
  await open(page, site, `?${query(choice)}`);
  let csv;
  try {
    csv = made(choice, 'csv', project);
  } catch {
    const words = await page.locator('.outcome').innerText();
    empty += 1;
    return /Nothing is left/.test(words) ? [] : [`nothing fits, and the page says: ${words}`];
  }
  const faults = [];
  const differ = (what, here, there) => {
    if (here !== there) faults.push(`${query(choice)}: ${what} is ${here.slice(0, 200)}, and not ${there.slice(0, 200)}`);
  };
  const rows = csv.toString().trim().split('\r\n').slice(1);
  differ('the count', await shown(page), `${rows.length} statement${rows.length === 1 ? '' : 's'}`);
  differ('the CSV', (await download(page)).toString(), csv.toString());
  const text = made(choice, 'md', project).toString().replace(/\\(.)/g, '$1');
  const sheet = await drawn(page).evaluate(it => ({
    title: it.querySelector('h1').textContent,
    identity: it.querySelector('.identity').textContent,
    where: it.querySelector('.where').textContent,
    rows: [...it.querySelectorAll('.checks tbody tr:not(.group):has(.id)')].map(row => `${row.querySelector('.id').textContent} ${row.querySelector('.text').textContent}`),
    parts: [...it.querySelectorAll('.checks tr.group th')].map(head => head.textContent),
  }));
  differ('the title', `# ${sheet.title}`, text.split('\n')[0]);
  differ('the line on each page', sheet.identity, text.split('\n')[2]);
  assert.match(sheet.where, new RegExp(`^Does this sheet still stand\\? See ${BASE}c/\\S*[?&]v=\\S+&h=[0-9a-f]{8}$`));
  assert.ok(text.includes(sheet.where), `${query(choice)}: ${sheet.where}`);
  if (choice.layout !== 'blank') {
    const lines = text.split('\n').filter(line => line.startsWith('- [ ]')).map(line => line.replace(/^- \[ \] \*\*(.*?)\*\* ?/, '$1 ').replace(/\*\*/g, ''));
    differ('the list of statements', sheet.rows.join('\n'), lines.join('\n'));
    differ('the number of parts', `${sheet.parts.length}`, `${text.split('\n').filter(line => /^## (?!Action plan|Who has|Declaration)/.test(line)).length}`);
  }
  return faults;
}

test('for random choices the page has the count, the statements, the edition and the file that the program makes', async () => {
  const page = await watchedPage(await stage.browser.newContext({ acceptDownloads: true }), stage.server.url);
  const faults = [];
  for (let at = 0; at < 16; at++) faults.push(...(await compare(page, `${stage.server.url}checklists/`, randomChoice())));
  none([...faults, ...(await page.faults())]);
  assert.ok(empty < 8, `${empty} of 16 choices were empty`);
});

test('a choice that is a ready sheet looks like that sheet, in each layout', async () => {
  const page = await watchedPage(await stage.browser.newContext(), stage.server.url);
  const faults = [];
  // A picture of a code is made by the program only, and words in italics are for ready sheets only.
  const bare = sheet => sheet.evaluate(it => {
    it.querySelector('img.code')?.remove();
    for (const cell of it.querySelectorAll('td.text')) cell.textContent = cell.textContent;
    return it.outerHTML.replace(' style=""', '').replace(/\s*\n\s*/g, '').replace(/ class="([^"]*)"/g, (_, names) => ` class="${names.split(' ').filter(Boolean).sort().join(' ')}"`);
  });
  for (const layout of LAYOUTS) {
    await page.goto(`${stage.server.url}checklists/level-2/${layout === 'learner' ? '' : `as-${layout}/`}`);
    const ready = await bare(page.locator('.sheet'));
    await open(page, `${stage.server.url}checklists/`, `?level=2&layout=${layout}`);
    if ((await bare(drawn(page))) !== ready) faults.push(`${layout} differs`);
  }
  none([...faults, ...(await page.faults())]);
});

test('the count follows each choice, the address holds it, and going back undoes it', async () => {
  const page = await watchedPage(await stage.browser.newContext(), stage.server.url);
  const at = level => framework.capabilities.filter(it => !it.retired).flatMap(it => it.statements).filter(it => level.includes(it.level)).length;
  await open(page, `${stage.server.url}checklists/`, '');
  assert.equal(await shown(page), 'Nothing chosen yet');
  assert.ok(await page.locator('.preview').isHidden());
  await page.getByLabel('Level 2').check();
  assert.equal(await shown(page), `${at([2])} statements`);
  assert.equal(new URL(page.url()).search, '?level=2');
  await page.getByLabel('Level 3').check();
  await page.getByLabel('Letter', { exact: true }).check();
  assert.equal(await shown(page), `${at([2, 3])} statements`);
  assert.equal(new URL(page.url()).search, '?level=2,3&paper=letter');
  assert.match(await page.locator('[data-part="length"]').textContent(), /^, about \d+ pages$/);
  assert.match(await page.title(), /^Learner's checklist: Levels 2 and 3 - /);
  await page.goBack();
  await page.goBack();
  assert.equal(await shown(page), `${at([2])} statements`);
  await page.goForward();
  assert.equal(await shown(page), `${at([2, 3])} statements`);
  await page.reload();
  await page.locator('form.builder').waitFor();
  assert.equal(await shown(page), `${at([2, 3])} statements`);
  await page.getByRole('button', { name: 'Start again' }).click();
  await page.waitForFunction(() => document.querySelector('[data-part="count"]').textContent === 'Nothing chosen yet');
  assert.equal(new URL(page.url()).search, '');
  assert.match(await page.title(), /^Checklists - /);
  none(await page.faults());
});

test('what a choice that leaves nothing would leave without one of its parts is a click away', async () => {
  const page = await watchedPage(await stage.browser.newContext(), stage.server.url);
  const empty = framework.groups.flatMap(group => framework.archetypes.map(it => `?level=4&archetype=${it.id}&domain=${group.id}`));
  for (const address of empty) {
    await open(page, `${stage.server.url}checklists/`, address);
    if ((await shown(page)) === '0 statements') break;
  }
  assert.match(await page.locator('.outcome').innerText(), /each kind of choice narrows the others/);
  assert.ok(await page.getByRole('button', { name: 'Print this sheet' }).isHidden());
  const way = page.getByRole('button', { name: /^Without .*: [1-9]/ }).first();
  const count = (await way.textContent()).match(/: (\d.*)$/)[1];
  await way.click();
  assert.equal(await shown(page), count);
  none(await page.faults());
});

test('what is not there, in an address, is not chosen', async () => {
  const page = await watchedPage(await stage.browser.newContext(), stage.server.url);
  await open(page, `${stage.server.url}checklists/`, '?level=99,1&archetype=<img src=x>&layout=none&paper=constructor&size=&profile=__proto__');
  const first = framework.capabilities.filter(it => !it.retired).flatMap(it => it.statements).filter(it => it.level === 1);
  assert.equal(await shown(page), `${first.length} statements`);
  assert.equal(await page.locator('main img').count(), 0);
  none(await page.faults());
});

test('it can be used with the keyboard alone', async () => {
  const page = await watchedPage(await stage.browser.newContext(), stage.server.url);
  await open(page, `${stage.server.url}checklists/`, '');
  const until = async (what, most = 40) => {
    for (let at = 0; at < most; at++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(is => document.activeElement.matches(is), what)) return;
    }
    throw new Error(`${what} is not reached`);
  };
  await until('[name="level"][value="1"]');
  await page.keyboard.press('Space');
  await until('[name="domain"]');
  await page.keyboard.press('Space');
  await until('[name="layout"]');
  await page.keyboard.press('ArrowDown');
  assert.equal(await page.locator('[name="layout"]:checked').inputValue(), 'assessor');
  await until('[data-print]');
  await page.evaluate(() => (window.print = () => (window.printed = true)));
  await page.keyboard.press('Enter');
  assert.ok(await page.evaluate(() => window.printed));
  await drawn(page).getByText(/^Assessor's record: Level 1/).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.part), 'sheet');
  none(await page.faults());
});

test('the address is copied, or shown to be copied by hand', async () => {
  const context = await stage.browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await watchedPage(context, stage.server.url);
  await open(page, `${stage.server.url}checklists/`, '?level=1&size=large#ready');
  await page.getByRole('button', { name: 'Copy address' }).click();
  await page.getByText('Copied').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${stage.server.url}checklists/?level=1&size=large`);
  await page.evaluate(() => (navigator.clipboard.writeText = () => Promise.reject(new Error('no'))));
  await page.getByRole('button', { name: 'Copy address' }).click();
  assert.equal(await page.getByLabel(/marked: copy it/).inputValue(), `${stage.server.url}checklists/?level=1&size=large`);
  none(await page.faults());
});

test('on paper there is the sheet and nothing else, with its line on each page', async () => {
  const page = await stage.browser.newPage();
  const pdf = async address => {
    await page.goto(`${stage.server.url}checklists/${address}`);
    await page.locator('.sheet').first().waitFor();
    const file = join(folder, 'sheet.pdf');
    writeFileSync(file, await page.pdf({ preferCSSPageSize: true }));
    const size = execFileSync('pdfinfo', [file], { encoding: 'utf8' }).match(/Page size:\s+([\d.]+) x ([\d.]+)/).slice(1).map(Math.round).join(' x ');
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8', maxBuffer: 1e8 });
    return { size, pages: text.split('\f').slice(0, -1) };
  };
  const words = text => text.replace(/\s+/g, ' ').trim();
  for (const [address, size] of [['?level=2', '595 x 842'], ['?level=1,2&layout=roster&paper=letter', '792 x 612'], ['?level=2&layout=assessor&size=large', '595 x 842']]) {
    const sheet = await pdf(address);
    assert.equal(sheet.size, size, address);
    assert.ok(sheet.pages.length > 1, address);
    for (const [at, text] of sheet.pages.entries()) {
      assert.match(words(text), new RegExp(`^${framework.title}, version ${framework.version}\\. .*Edition [0-9a-f]{8}\\..* Page ${at + 1} of ${sheet.pages.length}$`), address);
    }
    assert.doesNotMatch(sheet.pages.join(), /Put a checklist together|Ready checklists|Preview|Suggest a change|Skip to/);
  }
  const ready = await pdf('level-2/as-blank/');
  assert.equal(words((await pdf('?level=2&layout=blank')).pages.join()), words(ready.pages.join()));
  await page.close();
});

const MODES = {
  'light': { colorScheme: 'light' },
  'dark': { colorScheme: 'dark' },
  'forced colours': { forcedColors: 'active' },
  '320 px wide': { viewport: { width: 320, height: 640 } },
};

test('it is accessible in every mode: with a sheet, with nothing chosen, and with nothing left', async () => {
  const faults = [];
  for (const [mode, options] of Object.entries(MODES)) {
    const context = await stage.browser.newContext(options);
    await context.addInitScript({ content: AXE });
    const page = await watchedPage(context, stage.server.url);
    for (const address of ['', '?level=1&layout=assessor', '?level=4&domain=digital-implementation&profile=ward-nurse&archetype=creator']) {
      await open(page, `${stage.server.url}checklists/`, address);
      const found = [...(await axe(page)), ...(await page.faults())];
      if (mode === '320 px wide') found.push(...(await sidewaysScroll(page)));
      faults.push(...found.map(it => `${mode}, ${address}: ${it}`));
    }
    await context.close();
  }
  none(faults);
});

test('without script there are the ready sheets and no form', async () => {
  const context = await stage.browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${stage.server.url}checklists/?level=1`);
  assert.ok(await page.locator('form.builder').isHidden());
  assert.ok(await page.getByRole('link', { name: /^Learner's checklist\W+Level 1/ }).first().isVisible());
  await context.close();
});

/** A framework with more statements at level 3 than a sheet holds, and with texts that have broken some program. */
function largeProject() {
  const project = copyOfProject(it => it);
  const put = (name, text) => {
    const file = join(project, 'content/domains/large', name);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
  };
  put('_index.md', '---\ntitle: "Large & <b>bold</b>"\nnumber: "90"\n---\nAll of it.\n');
  for (let at = 100; at < 605; at++) put(`LA-${at}.md`, `---\nid: LA-${at}\nlevel: 3\nprocess: apply\narchetypes: [driver]\n---\nI can count to ${at}.\n`);
  const hostile = ['=SUM(A1)', '+1; -1', '"quoted", it\'s ~id~ and ~text~', '\\<img src=x onerror=alert(1)> {{ x }}', 'يمكنني استخدام السجل 123', '🦊👩🏽‍⚕️ Gallaf ŵ', '*a* `b` \\</template>\\<script>'];
  for (const [at, text] of hostile.entries()) put(`LB-00${at}.md`, `---\nid: LB-00${at}\ntitle: "T${at} =1 & more"\nlevel: 2\nprocess: apply\narchetypes: [user]\ntags: [do-first]\n---\n${text}\n`);
  return project;
}

test('where there is one layout only, it works as well', async () => {
  const project = copyOfProject(it => it.replace(/layouts: .*/, 'layouts: [learner]'));
  const guide = join(project, 'content/pages/how-to-use.md');
  writeFileSync(guide, readFileSync(guide, 'utf8').replaceAll('/as-induction/', '/'));
  const site = await serve(build(['-u', BASE], project));
  try {
    const page = await watchedPage(await stage.browser.newContext(), site.url);
    await open(page, `${site.url}checklists/`, '?level=2&archetype=user');
    assert.match(await shown(page), /^\d+ statements$/);
    assert.equal(await drawn(page).count(), 1);
    none(await page.faults());
  } finally {
    await site.close();
  }
});

test('where no sheet comes ready made, each is put together, and says where it is seen whether it stands', async () => {
  const project = copyOfProject(it => it.replace(/^( *)layouts:/m, '$1ready: []\n$1layouts:'));
  for (const name of ['how-to-use', 'run-a-session']) {
    const guide = join(project, `content/pages/${name}.md`);
    writeFileSync(guide, readFileSync(guide, 'utf8').replaceAll(/\/checklists\/[^)\s]+/g, '/checklists/'));
  }
  const site = await serve(build(['-u', BASE], project));
  try {
    const page = await watchedPage(await stage.browser.newContext(), site.url);
    await page.goto(`${site.url}levels/2/`);
    await page.locator('section.links a').first().click();
    await page.locator('.preview .sheet').first().waitFor();
    assert.match(page.url(), /\/checklists\/\?level=2/);
    const choice = { level: ['2'], archetype: [], domain: [], profile: [], layout: 'learner' };
    const where = await drawn(page).locator('.where').textContent();
    assert.match(where, /\/c\/\?level=2&v=\S+&h=[0-9a-f]{8}$/);
    assert.ok(made(choice, 'html', project).toString().replaceAll('&amp;', '&').includes(where));
    assert.match(await drawn(page).locator('h1').textContent(), /: Level 2: /);
    assert.equal(await page.locator('a[href="#ready"]').count(), 0);
    await page.goto(where.replace(/^.* See /, '').replace(BASE, site.url));
    await page.locator('[data-part="edition"]').waitFor();
    assert.equal(await page.locator('[data-part="edition"]').textContent(), where.slice(-8));
    none(await page.faults());
  } finally {
    await site.close();
  }
});

test('hostile texts are text, and too many statements are no sheet', async () => {
  const project = largeProject();
  const site = await serve(build(['-u', BASE], project));
  try {
    const page = await watchedPage(await stage.browser.newContext({ acceptDownloads: true }), site.url);
    await open(page, `${site.url}checklists/`, '?domain=large');
    assert.equal(await shown(page), '512 statements');
    assert.match(await page.locator('.outcome').innerText(), /more than a sheet can hold, which is 500/);
    assert.ok(await page.locator('.preview').isHidden());
    for (const layout of ['learner', 'roster']) {
      await open(page, `${site.url}checklists/`, `?level=2&domain=large&layout=${layout}`);
      const choice = { level: ['2'], archetype: [], domain: ['large'], profile: [], layout };
      assert.equal((await download(page)).toString(), made(choice, 'csv', project).toString());
      const text = made(choice, 'csv', project).toString();
      for (const cell of await drawn(page).locator('td.text').allTextContents()) {
        assert.match(cell, /^Do first\. T\d =1 & more\. /);
        const own = cell.replace(/^.*? more\. /, '').replace(/"/g, '""');
        assert.ok(text.includes(own), cell);
      }
      assert.equal(await drawn(page).locator('td.text').count(), 7);
    }
    assert.equal(await drawn(page).locator('img, script').count(), 0);
    none(await page.faults());
  } finally {
    await site.close();
  }
});

test('it works from a folder on disk', async () => {
  const top = pathToFileURL(build(['--offline', '-u', BASE]) + '/').href;
  const page = await watchedPage(await stage.browser.newContext({ acceptDownloads: true }), top);
  const faults = [];
  for (let at = 0; at < 3; at++) faults.push(...(await compare(page, `${top}checklists/index.html`, randomChoice())));
  await open(page, `${top}checklists/index.html`, '');
  await page.getByLabel('Level 1').check();
  const count = await shown(page);
  assert.match(count, /^\d+ statements$/);
  const { where } = await drawn(page).evaluate(it => ({ where: it.querySelector('.where').textContent }));
  assert.match(where, /\/c\/level-1\/\?v=/);
  await page.goto(`${top}c/index.html?level=1,2&v=1.0.0&h=${'0'.repeat(8)}`);
  await page.getByText('not the current one').waitFor();
  none([...faults, ...(await page.faults())]);
});
