// What the page of the search shows: results and what stands around them, on the screen, on paper, and when files do not come.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { none } from './faults.mjs';
import { temporaryFolder } from './program.mjs';
import { box, hits, open, overHttp, part, settled, statements, total, type } from './search-stage.mjs';
import { framework } from './site.mjs';

test('the words are marked where they stand, and nothing else is', async () => {
  const page = await open(overHttp, '?q=robot');
  await settled(page);
  const marked = await page.locator('[data-part="hits"] mark').allTextContents();
  assert.ok(marked.length >= (await hits(page).count()));
  none(marked.filter(it => !/^robot\w*$/i.test(it)));
  await page.done();
});

test('results of every kind say what they are and lead there', async () => {
  const page = await open(overHttp);
  await settled(page);
  const kinds = await page.locator('[data-facet="kind"] input').evaluateAll(all => all.map(it => it.value));
  assert.ok(kinds.includes('statement') && kinds.includes('group') && kinds.includes('term'), kinds.join(', '));
  for (const kind of kinds) {
    await page.goto(`${overHttp.top}search/?kind=${kind}`);
    await page.waitForFunction(() => document.querySelector('[data-part="hits"] > li'));
    const shown = await hits(page).evaluateAll(all => all.map(it => [it.querySelector('a').href, it.querySelector('a').textContent, it.querySelector('.kind').textContent]));
    for (const [href, text, name] of shown) {
      assert.ok(text.length > 0, href);
      assert.equal(name === '', kind === 'statement', `${href} is called ${name}`);
      assert.equal((await page.request.get(href)).status(), 200, href);
    }
    none(await page.faults());
  }
  await page.done();
});

test('no query of any characters breaks anything', async () => {
  const page = await open(overHttp);
  await settled(page);
  const odd = ['\ud800', 'a\udfff', '\u0000', '"', '""', '"a', '%', '%zz', '&level=1', '#', '\u202e', '😀', 'ﬀ', 'ß', 'İ', '-', '*', '\\', '(', '[', '  ', 'x'.repeat(3000), '__proto__', 'constructor'];
  for (const words of odd) {
    await page.locator('#search').evaluate((box, words) => {
      box.value = words;
      box.dispatchEvent(new Event('input', { bubbles: true }));
    }, words);
    await page.waitForTimeout(400);
    assert.equal(await part(page, 'fault').isVisible(), false, JSON.stringify(words));
    none((await page.faults()).map(it => `${JSON.stringify(words)}: ${it}`));
  }
  await page.done();
});

for (const [size, viewport] of [['a desktop', { width: 1366, height: 768 }], ['a tall window', { width: 1920, height: 1440 }], ['a phone', { width: 390, height: 844 }]]) {
  test(`with each key, what can be seen of the results is drawn at once, and then all else: ${size}`, async () => {
    const [typed, opened] = [await open(overHttp, '', { viewport }), await open(overHttp, '?q=patients', { viewport })];
    await settled(typed);
    await typed.evaluate(() => {
      const heading = document.querySelector('[data-part="heading"]');
      const items = () => [...document.querySelectorAll('[data-part="hits"] > li')];
      new MutationObserver(() => requestAnimationFrame(() => {
        globalThis.seen = items().filter(it => it.getBoundingClientRect().top < innerHeight).map(it => it.textContent);
      })).observe(heading, { childList: true, characterData: true, subtree: true });
    });
    await typed.locator('#search').pressSequentially('patients', { delay: 20 });
    await settled(opened);
    const all = await hits(opened).allTextContents();
    const counts = page => page.locator('[data-facet] .count').allTextContents();
    assert.equal(all.length, 10);
    await typed.waitForFunction(all => [...document.querySelectorAll('[data-part="hits"] > li')].map(it => it.textContent).join() === all.join(), all);
    assert.deepEqual(await counts(typed), await counts(opened));
    const seen = await typed.evaluate(() => globalThis.seen);
    assert.ok(seen.length > 0);
    assert.deepEqual(seen, all.slice(0, seen.length));
    await typed.done();
    await opened.done();
  });
}

test('ten results at a time, and the next ten get the focus', async () => {
  const page = await open(overHttp, '?level=1');
  await page.waitForFunction(() => document.querySelector('[data-part="hits"] > li'));
  const count = await total(page);
  assert.equal(await hits(page).count(), 10);
  await part(page, 'more').focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('[data-part="hits"] > li').length === 20);
  const focused = await page.evaluate(() => [...document.querySelectorAll('[data-part="hits"] > li')].findIndex(it => it.contains(document.activeElement)));
  assert.equal(focused, 10);
  while (await part(page, 'more').isVisible()) {
    const before = await hits(page).count();
    await part(page, 'more').click();
    await page.waitForFunction(count => document.querySelectorAll('[data-part="hits"] > li').length > count, before);
  }
  assert.equal(await hits(page).count(), count);
  await page.done();
});

test('filters in use stand above the results, and each can be taken away', async () => {
  const page = await open(overHttp, '?q=data&level=1,2&archetype=user');
  await settled(page);
  const chips = part(page, 'chosen').locator('button');
  assert.equal(await chips.count(), 3);
  assert.match(await chips.first().textContent(), /remove.*level.*1/i);
  await chips.first().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\?q=data&level=2&archetype=user$/);
  await page.waitForFunction(() => document.querySelectorAll('[data-part="chosen"] button').length === 2);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.part), 'heading', 'the focus is not lost');
  assert.equal(await box(page, 'level', '1').isChecked(), false);
  await page.done();
});

test('domains are a tree, and a domain holds what is in it', async () => {
  const page = await open(overHttp);
  await settled(page);
  for (const { id, parent } of framework.groups) {
    const outer = await box(page, 'domain', id).evaluate(it => it.closest('ul').closest('li')?.querySelector('input').value);
    assert.equal(outer, parent);
  }
  await page.done();
});

test('where nothing is found there is a way on', async () => {
  const page = await open(overHttp, '?q=robot&domain=digital-implementation&level=1');
  await settled(page);
  assert.equal(await total(page), 0);
  const without = part(page, 'without').locator('li').filter({ hasText: /\d/ });
  assert.ok((await without.count()) > 0, 'a filter to drop is offered');
  const count = Number((await without.first().textContent()).match(/(\d+) results?$/)[1]);
  const letters = part(page, 'nothing').locator('a[href$="capabilities/a-to-z/"]');
  assert.ok(await letters.isVisible());
  await without.first().locator('a').click();
  await page.waitForLoadState();
  await settled(page);
  assert.equal(await total(page), count);
  await page.done();
});

test('a word that is spelt wrong leads to the right one', async () => {
  const page = await open(overHttp, '?q=xqzyw');
  await settled(page);
  assert.equal(await total(page), 0);
  assert.ok(await part(page, 'nothing').isVisible());
  await type(page, 'robto');
  const found = await total(page);
  const spelling = part(page, 'spelling').locator('a');
  assert.ok(found > 0 || (await spelling.isVisible()), 'it is found or offered');
  if (await spelling.isVisible()) {
    assert.equal(await spelling.textContent(), 'robot');
    await spelling.click();
    await page.waitForURL(/\?q=robot$/);
    await settled(page);
    assert.ok((await total(page)) > 0);
  }
  await page.done();
});

test('what goes to paper is all of it, with what was asked, of what, and where', async () => {
  const page = await open(overHttp, '?level=2&archetype=user&kind=statement');
  await page.waitForFunction(() => document.querySelector('[data-part="hits"] > li'));
  const found = statements.filter(it => it.level === 2 && it.archetypes.includes('user'));
  assert.ok(found.length > 10);
  await page.evaluate(() => (window.print = () => (globalThis.isPrinted = true)));
  await part(page, 'print').click();
  await page.waitForFunction(() => globalThis.isPrinted);
  const file = join(temporaryFolder(), 'results.pdf');
  writeFileSync(file, await page.pdf({ preferCSSPageSize: true }));
  const bare = text => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
  const printed = bare(execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }));
  none(found.filter(it => !printed.includes(bare(it.id)) || !printed.includes(bare(it.text))).map(it => `${it.id} is not printed whole`));
  for (const text of [`${framework.title}, version ${framework.version}`, 'Level: 2', 'Archetype: User', page.url(), `${found.length} results`]) {
    assert.ok(printed.includes(bare(text)), text);
  }
  assert.ok(!printed.includes(bare('Copy as CSV')) && !printed.includes(bare('Show more')), 'no buttons on paper');
  await page.waitForFunction(() => document.querySelectorAll('[data-part="hits"] > li').length === 10);
  await page.done();
});

test('the address holds how many results are shown, for whoever comes back or is sent it', async () => {
  const page = await open(overHttp, '?q=data');
  const count = wanted => page.waitForFunction(wanted => document.querySelectorAll('[data-part="hits"] > li').length === wanted, wanted);
  await count(10);
  for (const wanted of [20, 30]) {
    await part(page, 'more').click();
    await count(wanted);
  }
  assert.equal(new URL(page.url()).search, '?q=data&show=30');
  await hits(page).nth(24).locator('a').click();
  await page.goBack();
  await count(30);
  await box(page, 'level', '2').check();
  await count(10);
  assert.equal(new URL(page.url()).search, '?q=data&level=2');
  await page.goBack();
  await count(30);
  await page.goto(`${overHttp.top}search/?q=data&show=-5`);
  await count(10);
  await type(page, 'patient');
  await count(10);
  await page.waitForURL(/\?q=patient$/);
  await page.done();
});

test('a slow line is told of, and only a slow one', async () => {
  const page = await open(overHttp);
  await page.route('**/search/head.js', route => setTimeout(() => route.continue(), 1200));
  await page.goto(`${overHttp.top}search/?q=robot`, { waitUntil: 'domcontentloaded' });
  const waiting = part(page, 'waiting');
  await waiting.waitFor();
  await settled(page);
  await waiting.waitFor({ state: 'hidden' });
  await page.evaluate(() => new MutationObserver(([{ target }]) => (globalThis.waited ||= !target.hidden)).observe(document.querySelector('[data-part="waiting"]'), { attributes: true }));
  await type(page, 'data');
  await page.waitForTimeout(400);
  assert.notEqual(await page.evaluate(() => globalThis.waited), true);
  await page.done();
});

test('where files do not come the page says what to do, and that helps', async () => {
  const page = await open(overHttp);
  let isBroken = true;
  await page.route('**/search/head.js', route => (isBroken ? route.abort() : route.continue()));
  await page.goto(`${overHttp.top}search/?q=robot`);
  await part(page, 'fault').waitFor();
  assert.ok(await part(page, 'browse').isVisible(), 'the lists are there');
  isBroken = false;
  await part(page, 'again').click();
  await settled(page);
  assert.ok((await total(page)) > 0);
  assert.equal(await part(page, 'fault').isVisible(), false);
  await page.faults();
  await page.done();
});

test('where the site was published anew meanwhile the page says so, and offers to load itself', async () => {
  const page = await open(overHttp);
  // An index in one file cannot be of two versions, so the engine says it is.
  const stub = 'function gradusSearch() { return { facets: { level: [], archetype: [], domain: [], process: [], kind: [] }, ask: () => Promise.reject({ name: "stale" }) }; }';
  await page.route('**/assets/search.*.js', async route => {
    const script = await (await route.fetch()).text();
    await route.fulfill({ contentType: 'text/javascript', body: `${script.replace(/const gradusSearch ?=/, 'const another =')}\n${stub}` });
  });
  await page.goto(`${overHttp.top}search/?q=robot`);
  await page.getByText('The site has changed. Load this page again.', { exact: true }).waitFor();
  await page.unroute('**/assets/search.*.js');
  await part(page, 'reload').click();
  await settled(page);
  assert.ok((await total(page)) > 0);
  await page.done();
});
