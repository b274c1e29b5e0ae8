// WCAG 2.2 AA on one page of every kind, in every way of looking at it; and while there, nothing that a page may not do.
import { test } from 'node:test';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { watchedPage } from './browser.mjs';
import { none } from './faults.mjs';
import { kinds } from './kinds.mjs';
import { siteInBrowser } from './stage.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
const MODES = {
  'light': { colorScheme: 'light' },
  'dark': { colorScheme: 'dark' },
  'forced colours': { forcedColors: 'active' },
  '320 px wide': { viewport: { width: 320, height: 640 } },
};

const views = {};
const stage = siteInBrowser(async stage => {
  for (const [mode, options] of Object.entries(MODES)) {
    const context = await stage.browser.newContext(options);
    await context.addInitScript({ content: AXE });
    views[mode] = await watchedPage(context, stage.server.url);
  }
});

for (const [kind, page] of kinds) {
  const address = page.file === '404.html' ? 'no/such/page/' : page.address;
  test(`the ${kind} is accessible in every mode and does nothing that it may not`, async () => {
    const found = new Map();
    for (const [mode, view] of Object.entries(views)) {
      await view.goto(stage.server.url + address);
      const faults = await view.faults();
      if (mode === '320 px wide') faults.push(...(await sidewaysScroll(view)));
      faults.push(...(await axe(view)));
      for (const fault of faults) found.set(fault, new Set(found.get(fault)).add(mode));
    }
    none([...found].map(([fault, modes]) => `/${address} (${[...modes].join(', ')}): ${fault}`));
  });
}

/** A line for each rule that is broken, with the first places. */
function axe(view) {
  return view.evaluate(async values => {
    const { violations } = await globalThis.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] });
    return violations.map(({ id, help, nodes }) => {
      const places = nodes.slice(0, 3).map(node => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`.trim());
      return `${id}: ${help}; ${nodes.length} times: ${places.join(' | ')}`;
    });
  }, STANDARDS);
}

/** What makes the page itself wider than the window. A table may scroll in a box of its own. */
function sidewaysScroll(view) {
  return view.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    // What is placed absolutely escapes every box but the one it is placed in.
    const isBoxed = it => {
      const box = getComputedStyle(it).position === 'absolute' ? it.offsetParent : it.parentElement;
      return box !== null && (getComputedStyle(box).overflowX !== 'visible' || isBoxed(box));
    };
    const wide = [...document.body.querySelectorAll('*')].filter(it => it.getBoundingClientRect().right > clientWidth && !isBoxed(it));
    const names = new Set(wide.map(it => [it.tagName.toLowerCase(), ...it.classList].join('.')));
    return [`scrolls sideways, ${scrollWidth} px in ${clientWidth} px, because of ${[...names].slice(0, 4).join(', ')}`];
  });
}
