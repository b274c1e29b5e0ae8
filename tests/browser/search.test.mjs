// The page of the search, as people use it: over http at a sub-path, and from a folder on disk.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AXE, axe, sidewaysScroll } from './axe.mjs';
import { launch, watchedPage } from './browser.mjs';
import { none } from './faults.mjs';
import { build, copyOfProject, temporaryFolder } from './program.mjs';
import { serve } from './serve.mjs';
import { SITE, framework } from './site.mjs';

const FACETS = ['level', 'archetype', 'domain', 'process'];
const statements = framework.capabilities.filter(it => !it.retired).flatMap(({ id, group, title, statements }) => statements.map(one => ({ ...one, id, group, title })));

/** Where the site stands: `top` is what stands before an address, `page` what an address ends with. */
const places = [{ name: 'over http at a sub-path', page: '' }, { name: 'from a folder on disk', page: 'index.html' }];
let browser;
let server;

before(async () => {
  browser = await launch();
  server = await serve(SITE, '/some/place/');
  places[0].top = server.url;
  places[1].top = `${pathToFileURL(build(['--offline'])).href}/`;
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** A new window at the search; every fault of the page fails the test when `done` is called. */
async function open(place, query = '', options = {}) {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await watchedPage(context, place.top);
  await page.goto(`${place.top}search/${place.page}${query}`);
  page.done = async () => {
    none(await page.faults());
    await context.close();
  };
  return page;
}

const part = (page, name) => page.locator(`[data-part="${name}"]`);
const hits = page => page.locator('[data-part="hits"] > li');
const box = (page, facet, value) => page.locator(`input[type="checkbox"][name="${facet}"][value="${value}"]`);
const chosen = page => page.locator('input[type="checkbox"]:checked').evaluateAll(all => all.map(it => `${it.name}=${it.value}`));

async function type(page, words) {
  await page.locator('#search').fill(words);
  await settled(page);
}

/** Waits until what is shown is what was asked last: the heading names the words. */
async function settled(page) {
  await page.waitForFunction(() => {
    const words = document.querySelector('#search').value.trim();
    const heading = document.querySelector('[data-part="heading"]');
    const isShown = heading.getClientRects().length > 0;
    return words ? isShown && heading.textContent.includes(`“${words}”`) : document.querySelector('[data-facet] input');
  });
}

const total = async page => {
  const [count] = (await part(page, 'heading').textContent()).split(' ');
  return count === 'No' ? 0 : Number(count);
};

for (const place of places) {
  test(`${place.name}: words find statements, mark themselves and lead there`, async () => {
    const page = await open(place);
    await type(page, 'robot');
    const first = hits(page).first();
    assert.match(await first.textContent(), /robot/i);
    assert.match(await first.locator('mark').first().textContent(), /robot/i);
    const id = await first.locator('.id').textContent();
    const { level, group } = statements.find(it => it.id === id);
    assert.match(await first.locator('.tags').textContent(), new RegExp(`Level ${level} of ${framework.levels.length}`));
    const { title } = framework.groups.find(it => it.id === group);
    assert.ok((await first.locator('.path').textContent()).endsWith(title));
    await first.locator('a').click();
    await page.waitForURL(`**/capabilities/${id.toLowerCase()}/${place.page}**`);
    assert.ok((await page.locator('h1').textContent()).length > 0);
    await page.done();
  });

  test(`${place.name}: the address holds words and choices, going back undoes choices, and a link opens the same`, async () => {
    const page = await open(place);
    await type(page, 'data');
    await page.waitForURL(/\?q=data$/);
    await box(page, 'level', '2').check();
    await box(page, 'archetype', 'user').check();
    await box(page, 'archetype', 'embedder').check();
    await page.waitForURL(/\?q=data&level=2&archetype=(user,embedder|embedder,user)$/);
    await settled(page);
    const [count, address] = [await total(page), page.url()];
    assert.ok(count > 0);

    const other = await open(place, new URL(address).search);
    await settled(other);
    assert.equal(await total(other), count);
    assert.deepEqual((await chosen(other)).sort(), (await chosen(page)).sort());
    assert.equal(await other.locator('#search').inputValue(), 'data');
    await other.done();

    await page.goBack();
    await page.waitForURL(/\?q=data&level=2&archetype=user$/);
    assert.deepEqual(await chosen(page), ['level=2', 'archetype=user']);
    await page.goBack();
    await page.goBack();
    await page.waitForURL(/\?q=data$/);
    assert.deepEqual(await chosen(page), []);
    await page.goForward();
    assert.deepEqual(await chosen(page), ['level=2']);
    await page.done();
  });

  test(`${place.name}: results come back when one returns from a page`, async () => {
    const page = await open(place, '?q=robot&level=1,2,3,4');
    await settled(page);
    const count = await total(page);
    await hits(page).first().locator('a').click();
    await page.waitForURL('**/capabilities/**');
    await page.goBack();
    await settled(page);
    assert.equal(await total(page), count);
    await page.done();
  });

  test(`${place.name}: for any choice, results and counts are those of the data`, async () => {
    const page = await open(place);
    for (const choice of choices(8)) {
      const query = FACETS.filter(facet => choice[facet].length > 0).map(facet => `${facet}=${choice[facet].join(',')}`);
      await page.goto(`${place.top}search/${place.page}?${[...query, 'kind=statement'].join('&')}`);
      await page.waitForFunction(() => document.querySelector('[data-part="results"]:not([hidden])'));
      const found = statements.filter(it => FACETS.every(facet => fits(it, choice, facet)));
      assert.equal(await total(page), found.length, query.join('&'));
      const shown = await page.locator('[data-facet] input').evaluateAll(all => all.map(it => [it.name, it.value, Number(it.closest('label').querySelector('.count').textContent)]));
      const wrong = shown.filter(([facet]) => FACETS.includes(facet)).flatMap(([facet, value, count]) => {
        const others = FACETS.filter(other => other !== facet);
        const wanted = statements.filter(it => others.every(other => fits(it, choice, other)) && values(it, facet).includes(value)).length;
        return count === wanted ? [] : [`${query.join('&')}: ${facet} ${value} says ${count}, and there are ${wanted}`];
      });
      none(wrong);
      assert.ok(shown.length > framework.levels.length + framework.archetypes.length + framework.groups.length);
    }
    await page.done();
  });

  test(`${place.name}: what is copied is a table that spreadsheets read`, async () => {
    const page = await open(place, '?level=1&kind=statement');
    await page.waitForFunction(() => document.querySelector('[data-part="hits"] > li'));
    await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: { writeText: text => ((globalThis.copied = text), Promise.resolve()) } }));
    await part(page, 'copy').click();
    await part(page, 'copied').filter({ hasText: 'Copied' }).waitFor();
    const [head, ...rows] = table(await page.evaluate(() => globalThis.copied));
    const at1 = statements.filter(it => it.level === 1);
    assert.deepEqual(rows.map(row => row[head.indexOf('id')]).sort(), at1.map(it => it.id).sort());
    assert.deepEqual(rows.map(row => row[head.indexOf('text')]).sort(), at1.map(it => it.text).sort());
    for (const row of rows) assert.ok(row[head.indexOf('address')].startsWith(`${place.top}capabilities/`));
    await page.done();
  });

  test(`${place.name}: where copying is refused the text stands there, marked`, async () => {
    const page = await open(place, '?level=1&kind=statement');
    await page.waitForFunction(() => document.querySelector('[data-part="hits"] > li'));
    await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('no')) } }));
    await part(page, 'copy').click();
    const text = page.locator('textarea');
    await text.waitFor();
    const marked = await text.evaluate(it => [document.activeElement === it, it.selectionEnd - it.selectionStart, it.value.length]);
    assert.deepEqual(marked, [true, marked[2], marked[2]]);
    assert.ok(marked[2] > 1000);
    await page.done();
  });

  test(`${place.name}: the box of another page leads to the search with its words`, async () => {
    const page = await open(place);
    await page.goto(`${place.top}levels/1/${place.page}`);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('robot');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/search\/(index\.html)?\?q=robot$/);
    await settled(page);
    assert.ok((await total(page)) > 0);
    await page.done();
  });

  test(`${place.name}: hostile text of content and address is shown as text`, async () => {
    const evil = '<img src=x onerror=alert(1)><script>alert(2)</script>"\'>{{ 7*7 }}';
    const options = place.page ? ['--offline'] : [];
    const folder = build(options, hostile(evil));
    const own = place.page ? undefined : await serve(folder, '/some/place/');
    const there = { ...place, top: own?.url ?? `${pathToFileURL(folder).href}/` };
    try {
      const page = await open(there, '?level=1');
      await settled(page);
      page.on('dialog', dialog => dialog.dismiss().then(() => assert.fail('a dialog opened')));
      for (const words of ['zebra', evil, 'AI-001', 'quagga', '']) {
        await page.goto(`${there.top}search/${there.page}?q=${encodeURIComponent(words)}&level=1,%3Cimg%20src%3Dx%3E&domain=${encodeURIComponent(evil)}`);
        await settled(page);
        assert.equal(await page.locator('main img, main script').count(), 0, words);
        none(await page.faults());
      }
      await page.goto(`${there.top}search/${there.page}?q=zebra`);
      await settled(page);
      const text = await hits(page).first().textContent();
      assert.ok(text.includes('<img src=x onerror=alert(1)>'), text);
      await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: { writeText: text => ((globalThis.copied = text), Promise.resolve()) } }));
      await page.goto(`${there.top}search/${there.page}?q=quagga`);
      await settled(page);
      await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: { writeText: text => ((globalThis.copied = text), Promise.resolve()) } }));
      await part(page, 'copy').click();
      await part(page, 'copied').filter({ hasText: 'Copied' }).waitFor();
      const cells = table(await page.evaluate(() => globalThis.copied)).flat();
      assert.ok(cells.some(it => it.startsWith("'=HYPERLINK")), 'the formula is in the table');
      none(cells.filter(it => /^[=+\-@]/.test(it)));
      await page.done();
    } finally {
      await own?.close();
    }
  });
}

test('the words are marked where they stand, and nothing else is', async () => {
  const page = await open(places[0], '?q=robot');
  await settled(page);
  const marked = await page.locator('[data-part="hits"] mark').allTextContents();
  assert.ok(marked.length >= (await hits(page).count()));
  none(marked.filter(it => !/^robot\w*$/i.test(it)));
  await page.done();
});

test('results of every kind say what they are and lead there', async () => {
  const page = await open(places[0]);
  await settled(page);
  const kinds = await page.locator('[data-facet="kind"] input').evaluateAll(all => all.map(it => it.value));
  assert.ok(kinds.includes('statement') && kinds.includes('group') && kinds.includes('term'), kinds.join(', '));
  for (const kind of kinds) {
    await page.goto(`${places[0].top}search/?kind=${kind}`);
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
  const page = await open(places[0]);
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

test('ten results at a time, and the next ten get the focus', async () => {
  const page = await open(places[0], '?level=1');
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
  const page = await open(places[0], '?q=data&level=1,2&archetype=user');
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
  const page = await open(places[0]);
  await settled(page);
  for (const { id, parent } of framework.groups) {
    const outer = await box(page, 'domain', id).evaluate(it => it.closest('ul').closest('li')?.querySelector('input').value);
    assert.equal(outer, parent);
  }
  await page.done();
});

test('where nothing is found there is a way on', async () => {
  const page = await open(places[0], '?q=robot&domain=digital-implementation&level=1');
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
  const page = await open(places[0], '?q=xqzyw');
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

test('without JavaScript the page says so, and offers every list', async () => {
  const page = await open(places[0], '?q=robot', { javaScriptEnabled: false });
  assert.ok(await page.getByText(/needs JavaScript/).isVisible());
  const wanted = [
    'capabilities/a-to-z/', ...framework.levels.map(it => `levels/${it.number}/`), ...framework.archetypes.map(it => `archetypes/${it.id}/`),
    ...framework.processes.map(it => `taxonomy/${it.id}/`), ...framework.groups.map(it => `domains/${it.id}/`),
  ];
  for (const address of wanted) assert.ok(await page.locator(`main a[href$="../${address}"]:visible`).first().isVisible(), address);
  assert.equal(await page.locator('main input:visible').count(), 1);
  assert.equal(await page.locator('main button:visible').count(), 1);
  await page.locator('#search').fill('alert fatigue');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/search\/\?q=alert\+fatigue$/);
});

test('all by keyboard: from another page to the box, to a filter, to a result', async () => {
  const page = await open(places[0]);
  await page.goto(`${places[0].top}levels/2/`);
  for (const keys of ['Control+k', 'Meta+k']) {
    await page.locator('h1').click();
    await page.keyboard.press(keys);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'search', keys);
  }
  await page.locator('h1').click();
  for (const keys of ['k', 'Control+Shift+k', 'Alt+k', '/']) {
    await page.keyboard.press(keys);
    assert.notEqual(await page.evaluate(() => document.activeElement.id), 'search', keys);
  }
  await page.keyboard.press('Control+k');
  await page.keyboard.type('data');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\?q=data$/);
  await settled(page);
  await page.keyboard.press('Control+k');
  const at = () => page.evaluate(() => document.activeElement.closest('[data-part="hits"]') ? 'hits' : `${document.activeElement.name} ${document.activeElement.value}`);
  const seen = [];
  for (let stop = 0; stop < 80 && seen.at(-1) !== 'hits'; stop++) {
    await page.keyboard.press('Tab');
    seen.push(await at());
    if (seen.at(-1) === 'level 2') await page.keyboard.press('Space');
  }
  assert.equal(seen.at(-1), 'hits', seen.join(', '));
  await page.waitForURL(/\?q=data&level=2$/);
  const address = await page.evaluate(() => document.activeElement.href);
  await page.keyboard.press('Enter');
  await page.waitForURL(address);
  await page.done();
});

test('Enter in the box leads to the results, and arrows and Escape do what they do anywhere', async () => {
  const page = await open(places[0]);
  await type(page, 'data');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'search');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.part), 'heading');
  assert.equal(await page.locator('#search').inputValue(), 'data');
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelector('[data-part="results"]').hidden);
  assert.ok(await part(page, 'browse').isVisible());
  await page.done();
});

test('how many there are is said once, when typing has come to rest', async () => {
  const page = await open(places[0]);
  await settled(page);
  await page.waitForTimeout(900);
  await page.evaluate(() => {
    globalThis.said = [];
    const status = document.querySelector('[role="status"][data-part="status"]');
    new MutationObserver(() => globalThis.said.push(status.textContent)).observe(status, { childList: true, characterData: true, subtree: true });
  });
  await page.locator('#search').pressSequentially('robot', { delay: 60 });
  await page.waitForFunction(() => globalThis.said.length > 0);
  await page.waitForTimeout(900);
  const said = await page.evaluate(() => globalThis.said);
  assert.equal(said.length, 1, said.join(' | '));
  assert.match(said[0], new RegExp(`^${await total(page)} results?`));
  await page.done();
});

test('what goes to paper is all of it, with what was asked, of what, and where', async () => {
  const page = await open(places[0], '?level=2&archetype=user&kind=statement');
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

test('a slow line is told of, and only a slow one', async () => {
  const page = await open(places[0]);
  await page.route('**/search/head.js', route => setTimeout(() => route.continue(), 1200));
  await page.goto(`${places[0].top}search/?q=robot`, { waitUntil: 'domcontentloaded' });
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
  const page = await open(places[0]);
  let isBroken = true;
  await page.route('**/search/head.js', route => (isBroken ? route.abort() : route.continue()));
  await page.goto(`${places[0].top}search/?q=robot`);
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
  const page = await open(places[0]);
  // An index in one file cannot be of two versions, so the engine says it is.
  const stub = 'function gradusSearch() { return { facets: { levels: [], archetypes: [], domains: [], processes: [], kinds: [] }, ask: () => Promise.reject(Object.assign(new Error(), { name: "stale" })) }; }';
  await page.route('**/assets/search-engine.*.js', route => route.fulfill({ contentType: 'text/javascript', body: stub }));
  await page.goto(`${places[0].top}search/?q=robot`);
  await page.getByText('The site has changed. Load this page again.').waitFor();
  await page.unroute('**/assets/search-engine.*.js');
  await part(page, 'reload').click();
  await settled(page);
  assert.ok((await total(page)) > 0);
  await page.done();
});

test('the keys to the box are those of the settings, or none', async () => {
  for (const [shortcut, works] of [['"Ctrl+Shift+F"', 'Control+Shift+f'], ['""', undefined]]) {
    const site = await serve(build([], copyOfProject(settings => settings.replace(/^search:$/m, `search:\n  shortcut: ${shortcut}`))));
    try {
      const page = await browser.newPage();
      await page.goto(`${site.url}levels/1/`);
      for (const keys of ['Control+k', 'Control+Shift+f']) {
        await page.locator('h1').click();
        await page.keyboard.press(keys);
        assert.equal(await page.evaluate(() => document.activeElement.id === 'search'), keys === works, `${shortcut}: ${keys}`);
      }
      await page.close();
    } finally {
      await site.close();
    }
  }
});

const MODES = { 'light': {}, 'dark': { colorScheme: 'dark' }, 'forced colours': { forcedColors: 'active' }, '320 px wide': { viewport: { width: 320, height: 640 } } };
for (const [mode, options] of Object.entries(MODES)) {
  test(`results, and none, are accessible: ${mode}`, async () => {
    const page = await open(places[0], '', options);
    await page.context().addInitScript({ content: AXE });
    for (const query of ['?q=data&level=1,2&archetype=user', '?q=xqzyw&level=1', '?q=robot&level=1&domain=digital-implementation']) {
      await page.goto(`${places[0].top}search/${query}`);
      await settled(page);
      const faults = [...(await axe(page)), ...(mode.startsWith('320') ? await sidewaysScroll(page) : [])];
      none(faults.map(it => `${query}: ${it}`));
    }
    if (mode.startsWith('320')) {
      assert.equal(await box(page, 'level', '1').isVisible(), false, 'filters are folded up');
      const [y] = await page.evaluate(() => [document.querySelector('[data-part="heading"]').getBoundingClientRect().top + scrollY]);
      assert.ok(y < 640, `results begin at ${y}`);
      await page.locator('summary').click();
      assert.ok(await box(page, 'level', '1').isVisible());
      none([...(await axe(page)), ...(await sidewaysScroll(page))]);
    }
    await page.done();
  });
}

/** Some values of some facets, the same ones in every run. */
function choices(count) {
  let seed = 7;
  const random = below => (seed = (seed * 48271) % 2147483647) % below;
  const all = {
    level: framework.levels.map(it => String(it.number)),
    archetype: framework.archetypes.map(it => it.id),
    domain: framework.groups.map(it => it.id),
    process: framework.processes.map(it => it.id),
  };
  return Array.from({ length: count }, () => Object.fromEntries(FACETS.map(facet => [facet, all[facet].filter(() => random(facet === 'domain' ? 8 : 4) === 0)])));
}

function values({ level, archetypes, group, process }, facet) {
  if (facet === 'level') return [String(level)];
  if (facet === 'archetype') return archetypes;
  if (facet === 'process') return [process];
  return group.split('/').map((_, at, parts) => parts.slice(0, at + 1).join('/'));
}

function fits(statement, choice, facet) {
  return choice[facet].length === 0 || choice[facet].some(it => values(statement, facet).includes(it));
}

/** RFC 4180, strictly: whatever is not in the form fails. */
function table(text) {
  const rows = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  let row = [];
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex;
    const match = cell.exec(text);
    assert.ok(match, `no cell at ${at}: ${text.slice(at, at + 40)}`);
    row.push(match[1] === undefined ? match[2] : match[1].replaceAll('""', '"'));
    if (match[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  assert.equal(new Set(rows.map(it => it.length)).size, 1);
  return rows;
}

/** A copy of the framework with hostile text wherever an author can put text. */
function hostile(text) {
  const project = copyOfProject(settings => settings.replace(/^ {2}title: .*$/m, `  title: ${JSON.stringify(text)}`));
  const yaml = JSON.stringify(text);
  const write = (path, content) => writeFileSync(join(project, 'content', path), content);
  write('levels/1.md', `---\ntitle: ${yaml}\ndescription: ${yaml}\n---\n${text}\n`);
  write('archetypes/user.md', `---\ntitle: ${yaml}\nplural: ${yaml}\ndescription: ${yaml}\n---\n${text}\n`);
  write('glossary/zebra.md', `---\ntitle: ${JSON.stringify(`Zebra ${text}`)}\n---\n${text}\n`);
  write('domains/digital-implementation/DI-001.md', `---\nid: DI-001\nlevel: 1\nprocess: remember\narchetypes: [user]\n---\nI can zebra ${text.replace(/[<&]/g, '\\$&')} now.\n\n${text}\n`);
  write('domains/digital-implementation/DI-002.md', '---\nid: DI-002\nlevel: 1\nprocess: remember\narchetypes: [user]\n---\n=HYPERLINK("http://quagga.example/","quagga").\n');
  return project;
}
