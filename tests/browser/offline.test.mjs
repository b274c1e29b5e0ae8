// The site from a folder on disk: no server, all links name their file.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { launch, watchedPage } from './browser.mjs';
import { none } from './faults.mjs';
import { build } from './program.mjs';

let browser;
let page;
let top;

before(async () => {
  top = `${pathToFileURL(build(['--offline'])).href}/`;
  browser = await launch();
  page = await watchedPage(await browser.newContext(), 'file://');
});

after(() => browser?.close());

test('from a folder on disk a person clicks from home through a domain to a capability', async () => {
  await page.goto(`${top}index.html`);
  none(await page.faults());
  await page.locator('main a[href*="domains/"]').first().click();
  await page.waitForURL(/\/domains\/.+\/index\.html$/);
  none(await page.faults());
  await page.locator('main a[href*="capabilities/"]').first().click();
  await page.waitForURL(/\/capabilities\/[^/]+\/index\.html$/);
  none(await page.faults());
  assert.ok(await page.locator('h1').isVisible());
});

test('from a folder on disk the style sheet is applied', async () => {
  await page.goto(`${top}index.html`);
  const font = await page.evaluate(() => getComputedStyle(document.body).fontFamily);
  assert.doesNotMatch(font, /times/i);
});

test('from a folder on disk the table of capabilities can be filtered', async () => {
  await page.goto(`${top}capabilities/index.html`);
  const shown = () => page.locator('tr[data-level]:visible').count();
  const all = await shown();
  await page.locator('form.filters').evaluate(form => form.querySelectorAll('details').forEach(it => (it.open = true)));
  await page.locator('form.filters input[name="level"][value="1"]').check();
  assert.equal(await shown(), await page.locator('tr[data-level="1"]').count());
  assert.ok((await shown()) < all);
  none(await page.faults());
});
