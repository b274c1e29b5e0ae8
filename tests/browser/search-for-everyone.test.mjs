// The search for everyone: without script, by keyboard, by ear, on a narrow or dark screen.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { AXE, axe, sidewaysScroll } from './axe.mjs';
import { none } from './faults.mjs';
import { build, copyOfProject } from './program.mjs';
import { box, open, overHttp, part, settled, stage, total, type } from './search-stage.mjs';
import { serve } from './serve.mjs';
import { framework } from './site.mjs';

test('without JavaScript the page says so, and offers every list', async () => {
  const page = await open(overHttp, '?q=robot', { javaScriptEnabled: false });
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
  const page = await open(overHttp);
  await page.goto(`${overHttp.top}levels/2/`);
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
  const page = await open(overHttp);
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
  const page = await open(overHttp);
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

test('the keys to the box are those of the settings, or none', async () => {
  for (const [shortcut, works] of [['"Ctrl+Shift+F"', 'Control+Shift+f'], ['""', undefined]]) {
    const site = await serve(build([], copyOfProject(settings => settings.replace(/^search:$/m, `search:\n  shortcut: ${shortcut}`))));
    try {
      const page = await stage.browser.newPage();
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
    const page = await open(overHttp, '', options);
    await page.context().addInitScript({ content: AXE });
    for (const query of ['?q=data&level=1,2&archetype=user', '?q=xqzyw&level=1', '?q=robot&level=1&domain=digital-implementation']) {
      await page.goto(`${overHttp.top}search/${query}`);
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
