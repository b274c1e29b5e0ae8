// WCAG 2.2 AA on one page of every kind, in every way of looking at it; and while there, nothing that a page may not do.
import { test } from 'node:test';
import { AXE, axe, sidewaysScroll } from './axe.mjs';
import { watchedPage } from './browser.mjs';
import { none } from './faults.mjs';
import { kinds } from './kinds.mjs';
import { siteInBrowser } from './stage.mjs';

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
