// Lists with filters, the table of all capabilities above all: filtered by script, and as useful without it.
import { beforeEach, test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { watchedPage } from './browser.mjs';
import { none } from './faults.mjs';
import { build, copyOfProject } from './program.mjs';
import { serve } from './serve.mjs';
import { framework } from './site.mjs';
import { siteInBrowser } from './stage.mjs';

const statements = framework.capabilities
  .filter(capability => !capability.retired)
  .flatMap(({ id, group, statements }) => statements.map(statement => ({ ...statement, id: id.toLowerCase(), group })));

const isChosen = ({ level, archetypes }) => level === 1 && archetypes.some(it => it === 'user' || it === 'embedder');
const ADDRESS = /\?level=1&archetype=(user,embedder|embedder,user)$/;

const stage = siteInBrowser();
let page;

beforeEach(async () => {
  await page?.context().close();
  page = await watchedPage(await stage.browser.newContext(), stage.server.url);
  await page.goto(`${stage.server.url}capabilities/`);
});

test('with nothing chosen every statement is shown', async () => {
  await showsOnly(() => true);
});

test('two archetypes and a level show who is one of the two and at that level', async () => {
  await chooseThree();
  await showsOnly(isChosen);
});

test('the address carries the choice, and whoever opens it sees the same', async () => {
  await chooseThree();
  await page.waitForURL(ADDRESS);
  const other = await watchedPage(page.context(), stage.server.url);
  await other.goto(page.url());
  page = other;
  await showsOnly(isChosen);
  for (const [name, value] of [['level', '1'], ['archetype', 'user'], ['archetype', 'embedder']]) {
    assert.ok(await box(name, value).isChecked(), `${name} ${value} is ticked`);
  }
});

test('the choice is still there when one comes back from a capability', async () => {
  await chooseThree();
  await page.waitForURL(ADDRESS);
  await page.locator('tr[data-level]:visible a').first().click();
  await page.waitForURL(/\/capabilities\/[^/?]+\/$/);
  await page.goBack();
  assert.match(page.url(), ADDRESS);
  await showsOnly(isChosen);
});

test('going back undoes the last choice', async () => {
  await choose('level', '1');
  await choose('level', '2');
  await page.goBack();
  assert.equal(await box('level', '2').isChecked(), false);
  await showsOnly(({ level }) => level === 1);
});

test('how many are shown is announced', async () => {
  await chooseThree();
  const live = page.locator('main [aria-live="polite"], main [role="status"], main output');
  await live.filter({ hasText: new RegExp(`\\b${ids(isChosen).length}\\b`) }).first().waitFor();
});

test('a domain shows what is in it at any depth', async () => {
  const domain = framework.groups.find(group => !group.parent && framework.groups.some(other => other.parent === group.id)).id;
  await choose('domain', domain);
  await showsOnly(({ group }) => `${group}/`.startsWith(`${domain}/`));
});

test('each archetype shows its statements', async () => {
  for (const { id } of framework.archetypes) {
    await choose('archetype', id);
    await showsOnly(({ archetypes }) => archetypes.includes(id));
    await box('archetype', id).uncheck();
  }
});

test('a level narrows what an archetype shows', async () => {
  await choose('archetype', 'creator');
  await choose('level', '1');
  await showsOnly(({ level, archetypes }) => level === 1 && archetypes.includes('creator'));
});

test('a process shows its statements', async () => {
  const { process } = statements.find(statement => statement.process);
  await choose('process', process);
  await showsOnly(statement => statement.process === process);
});

test('typed words show the statements that have them', async () => {
  await page.locator('form.filters input[name="q"]').fill('Robot');
  await page.waitForURL(/\?q=Robot$/i);
  const expected = ids(({ text }) => /robot/i.test(text));
  const shown = await rows();
  none(expected.filter(id => !shown.includes(id)).map(id => `${id} is not shown`));
  const texts = await page.locator('tr[data-level]:visible').allTextContents();
  none(texts.filter(text => !/robot/i.test(text)));
});

test('beside each box stands how many there would be with it', async () => {
  await chooseThree();
  await countsAreTrue({ level: ['1'], archetype: ['user', 'embedder'], domain: [], process: [] }, () => true);
});

test('how many are shown is said once, when typing has come to rest', async () => {
  await page.waitForTimeout(900);
  await page.evaluate(() => {
    globalThis.said = [];
    new MutationObserver(() => globalThis.said.push(document.querySelector('output').textContent)).observe(document.querySelector('output'), { childList: true });
  });
  await page.locator('form.filters input[name="q"]').pressSequentially('robot', { delay: 60 });
  await page.waitForFunction(() => globalThis.said.length > 0);
  await page.waitForTimeout(900);
  const said = await page.evaluate(() => globalThis.said);
  assert.deepEqual(said, [`${(await rows()).length} statements`]);
});

test('clearing shows everything again', async () => {
  await page.locator('form.filters input[name="q"]').fill('robot');
  await chooseThree();
  await page.locator('button[type="reset"]').click();
  await page.waitForURL(/\/capabilities\/$/);
  await showsOnly(() => true);
  assert.equal(await page.locator('form.filters input[name="q"]').inputValue(), '');
});

for (const { number } of framework.levels) {
  test(`level ${number} is filtered by archetype, domain and process`, async () => {
    await page.goto(`${stage.server.url}levels/${number}/`);
    const isHere = ({ level }) => level === number;
    assert.equal(await page.locator('form.filters input[name="level"]').count(), 0);
    await listShowsOnly(isHere);
    await choose('archetype', 'creator');
    await listShowsOnly(it => isHere(it) && it.archetypes.includes('creator'));
    const { process, group } = statements.find(it => isHere(it) && it.archetypes.includes('creator'));
    await choose('process', process);
    const domain = group.split('/')[0];
    await choose('domain', domain);
    await page.waitForURL(new RegExp(`/levels/${number}/\\?archetype=creator&domain=${domain}&process=${process}$`));
    await listShowsOnly(it => isHere(it) && it.archetypes.includes('creator') && it.process === process && `${it.group}/`.startsWith(`${domain}/`));
    await countsAreTrue({ archetype: ['creator'], domain: [domain], process: [process] }, isHere);
    await page.reload();
    assert.ok(await box('process', process).isChecked());
    await page.goBack();
    await listShowsOnly(it => isHere(it) && it.archetypes.includes('creator') && it.process === process);
  });
}

test('an archetype is filtered by level, domain and process, and a heading without statements is not shown', async () => {
  await page.goto(`${stage.server.url}archetypes/shaper/?level=4`);
  const isHere = ({ archetypes }) => archetypes.includes('shaper');
  assert.equal(await page.locator('form.filters input[name="archetype"]').count(), 0);
  await listShowsOnly(it => isHere(it) && it.level === 4);
  await countsAreTrue({ level: ['4'], domain: [], process: [] }, isHere);
  const empty = await page.locator('section:has([data-level]):visible').evaluateAll(all => all.filter(it => !it.querySelector('[data-level]:not([hidden])')).length);
  assert.equal(empty, 0);
});

test('without JavaScript a level shows all its statements and no filters', async () => {
  const context = await stage.browser.newContext({ javaScriptEnabled: false });
  page = await context.newPage();
  await page.goto(`${stage.server.url}levels/2/`);
  assert.equal(await page.locator('form.filters').isVisible(), false);
  assert.equal(await page.locator('li[data-level]:visible').count(), statements.filter(it => it.level === 2).length);
});

test('on a phone filters are folded up, and say how many are chosen', async () => {
  page = await watchedPage(await stage.browser.newContext({ viewport: { width: 360, height: 740 } }), stage.server.url);
  await page.goto(`${stage.server.url}levels/2/?archetype=user&process=apply`);
  assert.equal(await box('archetype', 'user').isVisible(), false);
  assert.match(await page.locator('summary').textContent(), /2 chosen/);
  await page.locator('summary').click();
  assert.ok(await box('archetype', 'user').isVisible());
  none(await page.faults());
});

test('where a list has several pages, filters say that they look at one, and lead to the search with the same choice', async () => {
  const site = await serve(build([], longProject()));
  try {
    await page.goto(`${site.url}levels/1/?archetype=user`);
    assert.equal(await page.locator('form.filters').count(), 0);
    assert.ok((await page.locator('[data-elsewhere]').getAttribute('href')).endsWith('search/?level=1'));
    await page.goto(`${site.url}levels/1/in/few/`);
    assert.ok(await page.getByText(/filters look at this part only/).isVisible());
    await choose('archetype', 'user');
    await page.locator('form.filters input[name="q"]').fill('pigeon hole');
    const link = page.locator('[data-elsewhere]');
    assert.ok((await link.getAttribute('href')).endsWith('search/?q=pigeon+hole&level=1&archetype=user'));
    await link.click();
    await page.waitForURL(/\/search\/\?q=pigeon\+hole&level=1&archetype=user$/);
  } finally {
    await site.close();
  }
});

test('a group that is called like something of the language itself is counted as any other', async () => {
  const project = copyOfProject(it => it);
  const folder = join(project, 'content/domains/constructor');
  mkdirSync(folder);
  writeFileSync(join(folder, '_index.md'), '---\ntitle: Builders\n---\nThey build.\n');
  writeFileSync(join(folder, 'BU-001.md'), '---\nid: BU-001\nlevel: 1\nprocess: remember\narchetypes: [user]\n---\nI can build.\n');
  const site = await serve(build([], project));
  try {
    await page.goto(`${site.url}capabilities/`);
    const label = page.locator('form.filters label', { has: page.locator('[value="constructor"]') });
    assert.match((await label.textContent()).replace(/\s+/g, ' ').trim(), /Builders \(?1\)?$/);
  } finally {
    await site.close();
  }
});

test('a window that grows unfolds the filters, and one that shrinks folds them up', async () => {
  page = await watchedPage(await stage.browser.newContext({ viewport: { width: 360, height: 740 } }), stage.server.url);
  await page.goto(`${stage.server.url}levels/2/`);
  assert.equal(await box('archetype', 'user').isVisible(), false);
  await page.setViewportSize({ width: 1280, height: 800 });
  await box('archetype', 'user').waitFor();
  await page.setViewportSize({ width: 360, height: 740 });
  await box('archetype', 'user').waitFor({ state: 'hidden' });
  assert.ok(await page.locator('summary').isVisible());
});

test('an address that chooses what does not exist breaks nothing', async () => {
  await page.goto(`${stage.server.url}capabilities/?level=99&archetype=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&nonsense=1`);
  none(await page.faults());
  assert.equal(await page.locator('main img').count(), 0);
});

test('without JavaScript there is no form but links to a page for each level and archetype', async () => {
  const context = await stage.browser.newContext({ javaScriptEnabled: false });
  page = await context.newPage();
  await page.goto(`${stage.server.url}capabilities/`);
  assert.equal(await page.locator('form.filters').isVisible(), false);
  const wanted = [...framework.levels.map(it => `levels/${it.number}/`), ...framework.archetypes.map(it => `archetypes/${it.id}/`)];
  for (const address of wanted) {
    assert.ok(await page.locator(`main a[href$="${address}"]`).first().isVisible(), address);
  }
  assert.equal(await page.locator('tr[data-level]:visible').count(), statements.length);
});

function box(name, value) {
  return page.locator(`form.filters input[type="checkbox"][name="${name}"][value="${value}"]`);
}

async function choose(name, value) {
  const form = page.locator('form.filters');
  await form.evaluate(it => it.querySelectorAll('details').forEach(part => (part.open = true)));
  await box(name, value).check();
}

async function chooseThree() {
  await choose('archetype', 'user');
  await choose('archetype', 'embedder');
  await choose('level', '1');
}

async function showsOnly(holds) {
  const [shown, wanted] = [await rows(), ids(holds)];
  assert.ok(wanted.length > 0, 'the choice has statements');
  none([
    ...wanted.filter(it => !shown.includes(it)).map(it => `${it} is not shown`),
    ...shown.filter(it => !wanted.includes(it)).map(it => `${it} is shown`),
  ]);
  assert.equal(shown.length, wanted.length);
}

/** The statements that can be seen, as "id level", sorted; a row that is `hidden` must also not be shown. */
async function rows() {
  none(await page.faults());
  const shown = await page.locator('tr[data-level]').evaluateAll(all => all
    .filter(row => !row.hidden || row.getClientRects().length > 0)
    .map(row => `${row.querySelector('a').getAttribute('href').match(/([^/]+)\/(index\.html)?(#.*)?$/)[1]} ${row.dataset.level}`));
  return shown.sort();
}

function ids(holds) {
  return statements.filter(holds).map(({ id, level }) => `${id} ${level}`).sort();
}

/** As `showsOnly`, for a list in place of the table. */
async function listShowsOnly(holds) {
  none(await page.faults());
  const shown = await page.locator('li[data-level]:visible').evaluateAll(all => all.map(it => `${it.querySelector('a').getAttribute('href').match(/([^/]+)\/(#.*)?$/)[1]} ${it.dataset.level}`));
  assert.deepEqual(shown.sort(), ids(holds));
  assert.equal(await page.locator('.outcome strong').textContent(), `${shown.length} statement${shown.length === 1 ? '' : 's'}`);
}

/** Whether each box says how many there are with it and with what is chosen in the other facets. */
async function countsAreTrue(choice, isHere) {
  const values = { level: it => [String(it.level)], archetype: it => it.archetypes, domain: it => [it.group.split('/')[0]], process: it => [it.process] };
  const shown = await page.locator('form.filters input[type="checkbox"]').evaluateAll(all => all.map(it => [it.name, it.value, it.closest('label').querySelector('.count').textContent]));
  assert.ok(shown.length > 4);
  none(shown.flatMap(([facet, value, count]) => {
    const others = Object.keys(choice).filter(other => other !== facet && choice[other].length > 0);
    const fits = it => isHere(it) && others.every(other => choice[other].some(wanted => values[other](it).includes(wanted)));
    const wanted = statements.filter(it => fits(it) && values[facet](it).includes(value)).length;
    return Number(count) === wanted ? [] : [`${facet} ${value} says ${count}, and there are ${wanted}`];
  }));
}

/** A framework with more statements at a level than a page holds. */
function longProject() {
  const project = copyOfProject(settings => settings);
  rmSync(join(project, 'content'), { recursive: true });
  const write = (path, text) => {
    mkdirSync(join(project, 'content', path, '..'), { recursive: true });
    writeFileSync(join(project, 'content', path), text);
  };
  write('levels/1.md', '---\ntitle: One\n---\nThe first.\n');
  write('levels/2.md', '---\ntitle: Two\n---\nThe second.\n');
  for (const archetype of ['user', 'maker']) write(`archetypes/${archetype}.md`, `---\ntitle: ${archetype}\n---\nOne of them.\n`);
  for (const [domain, count] of [['few', 30], ['many', 480]]) {
    write(`domains/${domain}/_index.md`, `---\ntitle: ${domain}\n---\nA domain.\n`);
    for (let at = 0; at < count; at++) {
      const id = `${domain.slice(0, 2).toUpperCase()}-${String(at).padStart(3, '0')}`;
      write(`domains/${domain}/${id}.md`, `---\nid: ${id}\nlevel: 1\narchetypes: [${at % 2 ? 'user' : 'maker'}]\n---\nI can do thing ${at} with a pigeon hole.\n`);
    }
  }
  return project;
}
