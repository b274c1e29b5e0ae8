// What makes a page hard to use, as far as a program can tell: the rules of axe, and scrolling sideways.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

/** To be run in each page before `axe` is called. */
export const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A line for each rule that is broken, with the first places. */
export function axe(view) {
  return view.evaluate(async values => {
    const { violations } = await globalThis.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] });
    return violations.map(({ id, help, nodes }) => {
      const places = nodes.slice(0, 3).map(node => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`.trim());
      return `${id}: ${help}; ${nodes.length} times: ${places.join(' | ')}`;
    });
  }, STANDARDS);
}

/** What makes the page itself wider than the window. A table may scroll in a box of its own. */
export function sidewaysScroll(view) {
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
