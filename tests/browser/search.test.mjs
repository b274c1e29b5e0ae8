// The search, wherever a site stands: over http at a sub-path, and from a folder on disk.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { none } from './faults.mjs';
import { build, copyOfProject } from './program.mjs';
import { alsoFromDisk, box, chosen, fromDisk, hits, open, overHttp, part, settled, statements, total, type } from './search-stage.mjs';
import { serve } from './serve.mjs';
import { framework } from './site.mjs';

const FACETS = ['level', 'archetype', 'domain', 'process'];

alsoFromDisk();

for (const place of [overHttp, fromDisk]) {
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
