// The table of all capabilities: filtered by script, and as useful without it.
import { beforeEach, test } from 'node:test';
import assert from 'node:assert/strict';
import { watchedPage } from './browser.mjs';
import { none } from './faults.mjs';
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
