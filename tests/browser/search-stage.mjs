// What the tests of the search stand on: the page in a browser, at each place where a site can stand, and its parts.
import { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch, watchedPage } from './browser.mjs';
import { none } from './faults.mjs';
import { build } from './program.mjs';
import { serve } from './serve.mjs';
import { SITE, framework } from './site.mjs';

/** Every current statement, with its capability's id, group and title. */
export const statements = framework.capabilities.filter(it => !it.retired).flatMap(({ id, group, title, statements }) => statements.map(one => ({ ...one, id, group, title })));

/** Where the site stands: `top`, filled before the first test, is what stands before an address, `page` what one ends with. */
export const overHttp = { name: 'over http at a sub-path', page: '' };
export const fromDisk = { name: 'from a folder on disk', page: 'index.html' };

/** Filled before the first test. */
export const stage = { browser: undefined };
let server;

before(async () => {
  stage.browser = await launch();
  server = await serve(SITE, '/some/place/');
  overHttp.top = server.url;
});

after(async () => {
  await stage.browser?.close();
  await server?.close();
});

/** For a file that opens the search from a folder on disk, too. */
export function alsoFromDisk() {
  before(() => (fromDisk.top = `${pathToFileURL(build(['--offline'])).href}/`));
}

/** A new window at the search; every fault of the page fails the test when `done` is called. */
export async function open(place, query = '', options = {}) {
  const context = await stage.browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await watchedPage(context, place.top);
  await page.goto(`${place.top}search/${place.page}${query}`);
  page.done = async () => {
    none(await page.faults());
    await context.close();
  };
  return page;
}

export const part = (page, name) => page.locator(`[data-part="${name}"]`);
export const hits = page => page.locator('[data-part="hits"] > li');
export const box = (page, facet, value) => page.locator(`input[type="checkbox"][name="${facet}"][value="${value}"]`);
export const chosen = page => page.locator('input[type="checkbox"]:checked').evaluateAll(all => all.map(it => `${it.name}=${it.value}`));

export async function type(page, words) {
  await page.locator('#search').fill(words);
  await settled(page);
}

/** Waits until what is shown is what was asked last: the heading names the words, and each choice stands below it. */
export async function settled(page) {
  await page.waitForFunction(() => {
    const [named, checked] = ['[data-part="chosen"] > *', '[data-facet] input:checked'].map(it => document.querySelectorAll(it).length);
    if (named !== checked) return false;
    const words = document.querySelector('#search').value.trim();
    const heading = document.querySelector('[data-part="heading"]');
    const isShown = heading.getClientRects().length > 0;
    return words ? isShown && heading.textContent.includes(`“${words}”`) : document.querySelector('[data-facet] input');
  });
}

export const total = async page => {
  const [count] = (await part(page, 'heading').textContent()).split(' ');
  return count === 'No' ? 0 : Number(count);
};
