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
  changed.statements[0].text = OLD;
  mkdirSync(join(project, 'content/releases'), { recursive: true });
  writeFileSync(join(project, 'content/releases/0.9.0.md'), '---\nversion: "0.9.0"\ndate: 2026-01-31\n---\n');
  writeFileSync(join(project, 'content/releases/0.9.0.json'), JSON.stringify({ ...framework, version: '0.9.0' }));
  return { site: await serve(build([], project)), framework, changed };
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
