// From the home page to any statement in three clicks, with JavaScript off.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { none } from './faults.mjs';
import { links } from './html.mjs';
import { framework, mount, pages } from './site.mjs';
import { siteInBrowser } from './stage.mjs';

const MOST_CLICKS = 3;
const capabilities = framework.capabilities.map(capability => `capabilities/${capability.id.toLowerCase()}/`);

test('every capability is reached from the home page in three clicks', () => {
  const ways = waysFromHome();
  const far = capabilities.filter(address => !ways.has(address) || ways.get(address).length > MOST_CLICKS);
  assert.ok(capabilities.length > 0);
  none(far);
});

test('every page but 404.html is reached by links alone', () => {
  const ways = waysFromHome();
  const isLeadingOn = page => /http-equiv="refresh"/i.test(page.html);
  const orphans = pages.filter(page => page.file !== '404.html' && !isLeadingOn(page) && !ways.has(page.address));
  none(orphans.map(page => page.file));
});

const stage = siteInBrowser();

test('the clicks work in a browser without JavaScript', async () => {
  const context = await stage.browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const ways = waysFromHome();
  const some = capabilities.filter((_, at) => at % Math.ceil(capabilities.length / 5) === 0);
  for (const address of some) {
    await page.goto(stage.server.url);
    for (const step of ways.get(address)) {
      await page.locator('a:visible').and(page.locator(`[href="${step}"]`)).first().click();
      await page.waitForLoadState();
    }
    assert.equal(page.url(), stage.server.url + address);
    const { statements } = framework.capabilities.find(it => address === `capabilities/${it.id.toLowerCase()}/`);
    const shown = (await page.locator('main').innerText()).replace(/\s+/g, ' ');
    assert.ok(shown.includes(statements[0].text), `${address} shows its statement`);
  }
});

/** Breadth first over links: page's address to the links clicked on the shortest way there. */
function waysFromHome() {
  const byAddress = new Map(pages.map(page => [page.address, page]));
  const ways = new Map([['', []]]);
  for (const [address, way] of ways) {
    const here = `http://site${mount}${address}`;
    for (const href of links(byAddress.get(address).html)) {
      const { origin, pathname } = new URL(href, here);
      const to = decodeURIComponent(pathname.slice(mount.length));
      if (origin === 'http://site' && byAddress.has(to) && !ways.has(to)) ways.set(to, [...way, href]);
    }
  }
  return ways;
}
