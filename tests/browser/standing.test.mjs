// The page that says whether a printed sheet still stands: its address is what stands on the sheet.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { watchedPage } from './browser.mjs';
import { none } from './faults.mjs';
import { build, copyOfProject } from './program.mjs';
import { serve } from './serve.mjs';
import { siteInBrowser } from './stage.mjs';

const OLD = 'I can say how it was before.';
const stage = siteInBrowser();

/** A site whose release 0.9.0 had another wording of one statement at level 1, served. */
async function changedSite() {
  const project = copyOfProject(it => it);
  const framework = JSON.parse(readFileSync(join(build([], project), 'data/framework.json'), 'utf8'));
  const changed = framework.capabilities.find(it => it.statements[0].level === 1 && !it.retired);
  const { text } = changed.statements[0];
  changed.statements[0].text = OLD;
  mkdirSync(join(project, 'content/releases'), { recursive: true });
  writeFileSync(join(project, 'content/releases/0.9.0.md'), '---\nversion: "0.9.0"\ndate: 2026-01-31\n---\n');
  writeFileSync(join(project, 'content/releases/0.9.0.json'), JSON.stringify({ ...framework, version: '0.9.0' }));
  return { site: await serve(build([], project)), framework, changed, text };
}

/** The edition of a sheet: FNV-1a of id, level and text of each statement, in their order. */
function edition(statements) {
  const bytes = text => Buffer.from(text, 'utf8');
  const lines = [...statements].sort((a, b) => Buffer.compare(bytes(a.id), bytes(b.id)) || a.level - b.level);
  let hash = 0x811c9dc5;
  for (const { id, level, text } of lines) {
    for (const byte of bytes(`${id}\x1f${level}\x1f${text}\x1e`)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, '0');
}

test('an old sheet is told what changed since, and a current one that it stands', async () => {
  const { site, framework, changed } = await changedSite();
  try {
    const current = framework.capabilities.filter(it => !it.retired).flatMap(({ id, statements }) => statements.map(it => ({ ...it, id })));
    const at = level => edition(current.filter(it => it.level === level));
    const old = at(1);
    const page = await watchedPage(await stage.browser.newContext(), site.url);
    await page.goto(`${site.url}c/level-1/?v=0.9.0&h=${old}`);
    assert.match(await page.locator('.standing').textContent(), /superseded/);
    const since = page.locator('details.since[open]');
    assert.equal(await since.count(), 1);
    assert.match(await since.textContent(), new RegExp(`Reworded.*${changed.id}[^]*${OLD}`));
    assert.equal(await since.locator('.changes > li').count(), 1);

    const now = await page.locator('.standing').getAttribute('data-edition');
    assert.notEqual(now, old);
    await page.goto(`${site.url}c/level-1/?v=1.0.0&h=${now}`);
    assert.match(await page.locator('.standing').textContent(), /This sheet is current/);
    await page.goto(`${site.url}c/level-2/?v=0.9.0&h=${at(2)}`);
    assert.match(await page.locator('.standing').textContent(), /This sheet is current/, 'another level did not change');
    await page.goto(`${site.url}c/level-1/?v=<img src=x>&h=00000000`);
    assert.match(await page.locator('.standing').textContent(), /not the current one/);
    assert.equal(await page.locator('main img').count(), 0);
    none(await page.faults());
  } finally {
    await site.close();
  }
});

test('a sheet of a free choice is told the same, by a page that works it out', async () => {
  const { site, framework, changed, text } = await changedSite();
  try {
    const then = framework.capabilities.filter(it => !it.retired).flatMap(({ id, group, statements }) => statements.map(it => ({ ...it, id, group })));
    const now = then.map(it => (it.text === OLD ? { ...it, text } : it));
    const page = await watchedPage(await stage.browser.newContext(), site.url);
    const verdict = async (address, about) => {
      await page.goto(`${site.url}c/${address}`);
      await page.locator('.standing.stands, .standing.superseded, .standing.unknown').waitFor();
      if (about) assert.equal(await page.locator('.lead').textContent(), about);
      return page.locator('.standing').textContent();
    };

    // What a ready sheet's page says, which was made without script.
    const told = list => list.locator('li').evaluateAll(all => all.map(it => it.textContent.replace(/\s+/g, ' ').trim()));
    const old = edition(now.filter(it => it.level === 1));
    await page.goto(`${site.url}c/level-1/?v=0.9.0&h=${edition(then.filter(it => it.level === 1))}`);
    const ready = await told(page.locator('details.since[open] .changes'));
    assert.equal(ready.length, 1);
    assert.match(await verdict(`?level=1&v=0.9.0&h=${edition(then.filter(it => it.level === 1))}`), /superseded/);
    assert.deepEqual(await told(page.locator('.changes')), ready);

    const group = changed.group.split('/')[0];
    const isHeld = it => [1, 2].includes(it.level) && it.group.split('/')[0] === group && it.archetypes.includes(changed.statements[0].archetypes[0]);
    const choice = `?level=1,2&archetype=${changed.statements[0].archetypes[0]}&domain=${group}`;
    assert.match(await verdict(`${choice}&v=1.0.0&h=${edition(now.filter(isHeld))}`), /This sheet is current/);
    assert.match(await verdict(`${choice}&v=0.9.0&h=${edition(then.filter(isHeld))}`), /superseded/);
    assert.match(await page.locator('.changes').textContent(), new RegExp(`Reworded.*${changed.id}[^]*${OLD}`));
    assert.match(await verdict(`${choice}&v=0.1&h=0badc0de`), /not the current one/);
    assert.match(await verdict(`?v=1.0.0&h=${edition(now)}`, 'All statements'), /This sheet is current/);
    assert.match(await verdict(`?level=1&domain=<img%20src=x>&v=<img%20src=x>&h=${old}`), /not the current one/);
    assert.equal(await page.locator('main img').count(), 0);

    await verdict(`${choice}&v=0.9.0&h=${edition(then.filter(isHeld))}`);
    await page.getByRole('link', { name: /^Open the current checklist: Levels 1 and 2/ }).click();
    await page.locator('.preview .sheet').waitFor();
    assert.equal(await page.locator('[data-part="count"]').textContent(), `${now.filter(isHeld).length} statements`);
    none(await page.faults());
  } finally {
    await site.close();
  }
});

test('without script a sheet of a free choice is compared by its version', async () => {
  const context = await stage.browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${stage.server.url}c/?level=1,2&v=0.9.0&h=00000000`);
  assert.match(await page.locator('main').innerText(), /Compare the version on your sheet[^]*Version\s+1\.0\.0[^]*with JavaScript/);
  assert.ok(await page.getByRole('link', { name: 'ready checklists' }).isVisible());
  await context.close();
});

test('without script the editions stand there, to compare by eye', async () => {
  const context = await stage.browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${stage.server.url}c/level-1/?v=1.0.0&h=00000000`);
  assert.match(await page.locator('.standing').textContent(), /Compare the edition/);
  assert.match(await page.locator('.edition').textContent(), /^[0-9a-f]{8}$/);
  await context.close();
});

test('a sheet carries the address of its page, with its version and edition', async () => {
  const page = await stage.browser.newPage();
  await page.goto(`${stage.server.url}checklists/level-1/`);
  const [, version, printed] = (await page.locator('.where').textContent()).match(/\/c\/level-1\/\?v=([\d.]+)&h=([0-9a-f]{8})$/);
  await page.goto(`${stage.server.url}c/level-1/?v=${version}&h=${printed}`);
  assert.match(await page.locator('.standing').textContent(), /This sheet is current/);
  await page.close();
});
