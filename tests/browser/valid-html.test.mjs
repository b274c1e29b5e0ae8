// Every page against html-validate's recommended rules.
import { test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { none } from './faults.mjs';
import { pages } from './site.mjs';

const CONFIG = {
  extends: ['html-validate:recommended'],
  rules: {
    // Style of the source only; both forms mean the same to every browser.
    'void-style': 'off',
    'no-trailing-whitespace': 'off',
    'doctype-style': 'off',
    'attr-quotes': 'off',
    // Advice to search engines; a statement's own words make the title.
    'long-title': 'off',
  },
};

test('every page is valid HTML', async () => {
  const checker = new HtmlValidate(CONFIG);
  const faults = new Map();
  for (const { file, html } of pages) {
    const { results } = await checker.validateString(html, file);
    for (const { ruleId, message, line, column } of results.flatMap(result => result.messages)) {
      const places = faults.get(`${ruleId}: ${message}`) ?? [];
      faults.set(`${ruleId}: ${message}`, [...places, `${file}:${line}:${column}`]);
    }
  }
  none([...faults].map(([fault, places]) => `${fault}; ${places.length} times, first ${places[0]}`));
});
