// The preview in a browser: pages follow their sources, and say what is wrong with them.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { launch, watchedPage } from './browser.mjs';
import { none } from './faults.mjs';
import { newProject, preview } from './preview.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
const STATEMENT = 'content/domains/first-aid/FA-001.md';
const WORDS = 'I can call the emergency services and say where I am';
/** Runs, should anybody take what an author wrote for a piece of a page. */
const HOSTILE = '<script>window.hacked=1</script><img src=x onerror=window.hacked=1>';

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

test('an edit of a statement shows on its page and on a list, at the place where they were being read', async t => {
  const { project, open } = await stage(t, project => {
    project.write(STATEMENT, `${project.read(STATEMENT)}${'\nA paragraph of guidance.\n'.repeat(80)}`);
  });
  const page = await open('capabilities/fa-001/');
  const list = await open('capabilities/');
  await page.evaluate(() => scrollTo(0, 900));
  await mark(page);
  project.replace(STATEMENT, WORDS, 'I can ring the emergency services and say where I am');
  await shows(page, 'main', 'I can ring the emergency services and say where I am');
  await shows(list, 'main', 'I can ring the emergency services and say where I am');
  assert.equal(await isMarked(page), false, 'it was loaded again');
  await comesTo(() => page.evaluate(() => scrollY), 900);
});

test('the part of a page that has the focus keeps it', async t => {
  const { project, open } = await stage(t);
  const page = await open('capabilities/');
  const id = await page.evaluate(() => {
    const field = document.querySelector('form [id]:is(input, select, button)');
    field.focus();
    return field.id;
  });
  await mark(page);
  project.replace(STATEMENT, WORDS, 'I can ring the emergency services and say where I am');
  await shows(page, 'main', 'I can ring the emergency services and say where I am');
  await comesTo(() => page.evaluate(() => document.activeElement.id), id);
});

test('a page that did not change is not loaded again', async t => {
  const { project, open } = await stage(t);
  const changed = await open('capabilities/fa-001/');
  const same = await open('glossary/');
  await mark(same);
  let words = WORDS;
  // If the first answer made it load again, the mark is gone by the second.
  for (const next of ['I can ring the emergency services and say where I am', 'I can text the emergency services and say where I am']) {
    const asked = answered(same);
    project.replace(STATEMENT, words, next);
    await shows(changed, 'main', next);
    await asked;
    words = next;
  }
  assert.ok(await isMarked(same));
  assert.equal(same.loads(), 1);
  project.replace('content/glossary/aed.md', 'title: "', 'title: "Our ');
  await shows(same, 'main', 'Our ');
});

test('a changed style sheet of an own theme changes the page', async t => {
  const style = color => `body { background: ${color}; }`;
  const { project, open } = await stage(t, project => {
    project.write('gradus.yml', `${project.read('gradus.yml')}site:\n  theme: mine\n`);
    project.write('themes/mine/assets/style.css', style('rgb(1, 2, 3)'));
  });
  const page = await open('');
  const color = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await comesTo(color, 'rgb(1, 2, 3)');
  project.write('themes/mine/assets/style.css', style('rgb(4, 5, 6)'));
  await comesTo(color, 'rgb(4, 5, 6)');
});

test('a page that fails alone in an own theme stays as it was', async t => {
  const template = main => `{% extends "default/page.html" %}{% block main %}${main}{% endblock main %}`;
  const { project, open } = await stage(t, project => {
    project.write('gradus.yml', `${project.read('gradus.yml')}site:\n  theme: mine\n`);
    project.write('themes/mine/templates/page.html', template('<h1>Good</h1>'));
    project.write('content/pages/zebra.md', '---\ntitle: "Zebra"\n---\nA page.\n');
  });
  const page = await open('zebra/');
  await mark(page);
  project.write('themes/mine/templates/page.html', template('<h1>New</h1>{% if page.title == "Zebra" %}{{ content.nope }}{% endif %}'));
  await shows(page, 'gradus-findings h3', 'error[G501]');
  await shows(page, 'main', 'Good');
  assert.ok(await isMarked(page), 'it was not loaded while it could not be made');
  project.write('themes/mine/templates/page.html', template('<h1>New</h1>'));
  await shows(page, 'main', 'New');
  await comesTo(() => page.locator('gradus-findings').count(), 0);
});

test('a mistake is laid over the last good page, as text, until it is mended', async t => {
  const { project, open } = await stage(t);
  const page = await open('capabilities/fa-001/');
  await mark(page);
  const good = project.read(STATEMENT);
  const bad = good.replace(/archetypes: .*/, `archetypes: ["${HOSTILE}"]`);
  const line = bad.split('\n').findIndex(it => it.startsWith('archetypes')) + 1;
  project.write(STATEMENT, bad);
  await shows(page, 'gradus-findings h2', '1 error: the page shows the last good version');
  await shows(page, 'gradus-findings h3', `error[G102]: unknown archetype \`${HOSTILE}\``);
  await shows(page, 'gradus-findings .place', `${STATEMENT}:${line}:14`, 'exactly');
  await shows(page, 'gradus-findings pre', `archetypes: ["${HOSTILE}"]`);
  await comesTo(() => page.locator('gradus-findings .panel').isVisible(), true);
  assert.equal(await page.locator('gradus-findings :is(script, img)').count(), 0);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  await shows(page, 'main', WORDS);

  // Mended to what it was, there is nothing to load.
  project.write(STATEMENT, good);
  await comesTo(() => page.locator('gradus-findings').count(), 0);
  assert.ok(await isMarked(page));
  assert.equal(page.loads(), 1);

  // Mended with new words, it is loaded once and no more.
  project.write(STATEMENT, bad);
  await comesTo(() => page.locator('gradus-findings').count(), 1);
  project.write(STATEMENT, good.replace(WORDS, 'I can ring the emergency services and say where I am'));
  await shows(page, 'main', 'I can ring the emergency services and say where I am');
  await comesTo(() => page.locator('gradus-findings').count(), 0);
  const asked = answered(page);
  project.replace('content/glossary/aed.md', 'title: "', 'title: "Our ');
  await asked;
  assert.equal(page.loads(), 2);
});

test('a site that cannot be built yet says why, as text, and comes by itself', async t => {
  const { project, open } = await stage(t, project => project.replace(STATEMENT, 'level: 1', `level: "${HOSTILE}"`));
  const page = await open('levels/', 503);
  await shows(page, 'h1', 'Nothing to show yet');
  await shows(page, '.finding h2', HOSTILE);
  await shows(page, '.finding .place', `${STATEMENT}:3:`);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  project.replace(STATEMENT, `"${HOSTILE}"`, 'nine');
  await shows(page, '.finding h2', 'nine');
  project.replace(STATEMENT, 'nine', '1');
  await shows(page, 'h1', 'Levels');
  await comesTo(() => page.locator('gradus-findings').count(), 0);
});

test('a page shows itself where there was none, and says so when it has gone', async t => {
  const { project, open } = await stage(t);
  const page = await open('new-page/', 404);
  const heading = await page.locator('h1').textContent();
  project.write('content/pages/new-page.md', '---\ntitle: "A new page"\n---\nHere it is.\n');
  await shows(page, 'h1', 'A new page');
  project.remove('content/pages/new-page.md');
  await shows(page, 'h1', heading);
});

test('Escape puts the findings away until there are others, on the next page too', async t => {
  const { project, open } = await stage(t);
  const page = await open('capabilities/fa-001/');
  const panel = page.locator('gradus-findings .panel');
  const badge = page.locator('gradus-findings .badge');
  project.replace(STATEMENT, 'level: 1', 'level: 8');
  await panel.waitFor();
  assert.equal(await badge.isVisible(), false);
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'hidden' });
  assert.equal(await badge.textContent(), '1 error');
  await page.locator('nav a', { hasText: 'Levels' }).first().click();
  await page.waitForURL(/levels\/$/);
  await badge.waitFor();
  assert.equal(await panel.isVisible(), false);
  await badge.click();
  await panel.waitFor();
  const hide = page.locator('gradus-findings button', { hasText: 'Hide' });
  assert.ok(await hide.evaluate(it => it.getRootNode().activeElement === it), 'the focus follows');
  await page.keyboard.press('Enter');
  await panel.waitFor({ state: 'hidden' });
  assert.ok(await badge.evaluate(it => it.getRootNode().activeElement === it), 'the focus goes back');
  project.replace(STATEMENT, 'level: 8', 'level: 9');
  await panel.waitFor();
  await shows(page, 'gradus-findings h3', 'unknown level `9`');
});

test('a page finds a preview that was ended and started again, and what changed in between', async t => {
  const { project, open, server } = await stage(t);
  const page = await open('capabilities/fa-001/');
  page.forgive(/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/);
  await server.stop();
  project.replace(STATEMENT, WORDS, 'I can ring the emergency services and say where I am');
  const again = await preview(project, new URL(server.url).port);
  t.after(again.stop);
  await shows(page, 'main', 'I can ring the emergency services and say where I am');
});

for (const colorScheme of ['light', 'dark']) {
  // A checker puts styles of its own into the page, which the policy of the site would refuse.
  test(`what the preview adds is accessible, in ${colorScheme} colours`, async t => {
    const { project, open } = await stage(t, undefined, { colorScheme, bypassCSP: true });
    const page = await open('capabilities/fa-001/');
    const found = [];
    const look = async where => found.push(...(await axe(page)).map(fault => `${where}: ${fault}`));
    project.replace(STATEMENT, 'level: 1', 'level: 8');
    await page.locator('gradus-findings .panel').waitFor();
    await look('open');
    await page.keyboard.press('Escape');
    await page.locator('gradus-findings .badge').waitFor();
    await look('put away');
    const broken = await stage(t, project => project.replace(STATEMENT, 'level: 1', 'level: 8'), { colorScheme, bypassCSP: true });
    const nothing = await broken.open('', 503);
    found.push(...(await axe(nothing)).map(fault => `nothing to show: ${fault}`));
    none(found);
  });
}

// ---- What the tests stand on

/** A project, its preview, and pages of it. All of it ends with the test, which fails for what a page may not do. */
async function stage(t, prepare = () => {}, options = {}) {
  const project = newProject();
  prepare(project);
  const server = await preview(project);
  const context = await browser.newContext(options);
  const pages = [];
  t.after(async () => {
    const faults = [];
    try {
      for (const page of pages) faults.push(...(await page.faults()).filter(fault => !page.isFine(fault)));
    } finally {
      await context.close();
      await server.stop();
    }
    none(faults);
  });
  const open = async (address, status = 200) => {
    const page = await watchedPage(context, server.url);
    let loads = 0;
    // Answers that say that something is wrong are noted by the browser, although nothing else is.
    const fine = [/server responded with a status of (404|500|503)/];
    page.on('framenavigated', () => loads++);
    page.loads = () => loads;
    page.forgive = pattern => fine.push(pattern);
    page.isFine = fault => fine.some(pattern => pattern.test(fault));
    pages.push(page);
    const listens = page.waitForResponse(/\/\.gradus\/events$/);
    assert.equal((await page.goto(server.url + address)).status(), status);
    await listens;
    return page;
  };
  return { project, server, open };
}

/** Waits until something in the page has this text. */
async function shows(page, selector, text, how = 'within') {
  const is = how === 'exactly' ? found => found === text : found => found.includes(text);
  // While a page is being loaded again there may be nothing to ask.
  const look = () => page.locator(selector).first().textContent({ timeout: 1000 }).catch(() => '');
  await eventually(look, is, `${selector} shows ${text}`);
}

async function comesTo(look, value) {
  await eventually(() => look().catch(error => String(error)), found => found === value, `it comes to ${value}`);
}

/** No test waits for a fixed time: it asks again until it is so, and gives up only when all hope is gone. */
async function eventually(look, is, what) {
  const end = Date.now() + 20_000;
  for (;;) {
    const found = await look();
    if (is(found)) return;
    if (Date.now() > end) assert.fail(`${what}; the last was ${found}`);
    await new Promise(done => setTimeout(done, 20));
  }
}

/** Resolves when the page has asked whether it changed, and was answered. */
async function answered(page) {
  await page.waitForResponse(response => response.request().method() === 'HEAD');
}

function mark(page) {
  return page.evaluate(() => void (window.__mark = true));
}

function isMarked(page) {
  return page.evaluate(() => window.__mark === true);
}

/** A line for each rule that is broken. The policy being bypassed, the script may be brought in as it is. */
async function axe(page) {
  await page.evaluate(AXE);
  return page.evaluate(async values => {
    const { violations } = await globalThis.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] });
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map(node => `${node.target.flat().join(' ')} ${node.any[0]?.message ?? ''}`).join(' | ')}`);
  }, STANDARDS);
}
