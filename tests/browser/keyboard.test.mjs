// The keyboard alone: skip link first, then the navigation, and always seen where one is.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { none } from './faults.mjs';
import { kinds } from './kinds.mjs';
import { siteInBrowser } from './stage.mjs';

const SOME = ['home page', 'capability', 'table of capabilities', "assessor's sheet"];
const STOPS = 25;
let page;
const stage = siteInBrowser(async stage => {
  // Without smooth scrolling a stop is in its place as soon as it has the focus.
  page = await stage.browser.newPage({ reducedMotion: 'reduce' });
});

for (const [kind, { address }] of kinds.filter(([kind]) => SOME.includes(kind))) {
  test(`on the ${kind} the first stop is a link that skips to the text`, async () => {
    await page.goto(stage.server.url + address);
    await page.keyboard.press('Tab');
    const link = page.locator(':focus');
    assert.match((await link.getAttribute('href')) ?? '', /^#./, 'the first stop is a link on the page');
    const box = await link.boundingBox();
    assert.ok(box && box.x >= 0 && box.y >= 0 && box.width > 1 && box.height > 1, 'it is seen once it has the focus');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    const isInside = await page.evaluate(() => document.querySelector('main').contains(document.activeElement) || !document.querySelector('main a, main button, main input'));
    assert.ok(isInside, 'the next stop is in the text');
  });

  test(`on the ${kind} Tab reaches the navigation and every stop is seen`, async () => {
    await page.goto(stage.server.url + address);
    let inNavigation = false;
    const unseen = [];
    for (let stop = 0; stop < STOPS; stop++) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(seen);
      if (!at) break;
      inNavigation ||= at.inNavigation;
      if (!at.isMarked) unseen.push(`${at.name}: no mark of focus`);
      if (!at.isOnTop) unseen.push(`${at.name}: off the window or covered`);
    }
    none(unseen);
    assert.ok(inNavigation, 'the navigation is reached');
  });
}

/** Runs in the page: whether a person sees where the focus is. */
function seen() {
  const it = document.activeElement;
  if (!it || it === document.body) return undefined;
  const box = it.getBoundingClientRect();
  const line = [...it.getClientRects()][0] ?? box;
  // The middle of what the window shows of it: a wide table may be taller than the window.
  const middle = (from, to, size) => (Math.max(from, 0) + Math.min(to, size)) / 2;
  const top = document.elementFromPoint(middle(line.left, line.right, innerWidth), middle(line.top, line.bottom, innerHeight));
  const marks = element => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
  };
  return {
    name: `<${it.tagName.toLowerCase()}> ${(it.textContent || it.name || '').trim().slice(0, 40)}`,
    inNavigation: Boolean(it.closest('nav')),
    isMarked: marks(it),
    isOnTop: Boolean(top) && (it.contains(top) || top.contains(it) || Boolean(it.labels && [...it.labels].some(label => label.contains(top)))),
  };
}
