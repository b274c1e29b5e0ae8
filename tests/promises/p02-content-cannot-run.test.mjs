// Promise 2: texts that mean harm, in every field of every kind, built and opened in a browser with a hook that they would
// call. GRADUS_LONG asks for all texts on all pages; otherwise it is all of ours on one page of each kind.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch, watchedPage } from '../browser/browser.mjs';
import { none } from '../browser/faults.mjs';
import { references, tags } from '../browser/html.mjs';
import { serve } from '../browser/serve.mjs';
import { listFiles } from './files.mjs';
import { hostileSite } from './hostile-project.mjs';
import { HOOK, markdown, quickMarkdown, quickTexts, texts } from './payloads.mjs';

const long = Boolean(process.env.GRADUS_LONG);
const PORTION = 60;

/** Elements that a site of ours is made of; whatever else is on a page came out of a text. */
const ELEMENTS = new Set(
  `html head meta title link script body header nav main footer section article aside div p a ul ol li dl dt dd h1 h2 h3 h4
  h5 h6 span strong em del ins code pre blockquote table caption thead tbody tfoot tr th td hr br img form label input button
  select option optgroup fieldset legend output details summary small sup sub abbr time dfn mark kbd q cite b i s u figure
  figcaption search noscript template svg path rect g title desc colgroup col progress textarea dialog address data
  datalist wbr hgroup symbol use circle line`.split(/\s+/),
);

const settings = portion => {
  const q = n => JSON.stringify(portion[n % portion.length]);
  return [
    'framework:', '  id: hostile', `  title: ${q(0)}`, '  version: "1.0.0"', `  licence: ${q(1)}`, `  publisher: ${q(2)}`, `  description: ${q(3)}`,
    'names:', `  groups: [${q(4)}]`, `  capability: ${q(5)}`, `  level: ${q(6)}`, `  archetype: ${q(7)}`, `  process: ${q(8)}`,
    'site:', '  edit_url: "https://a.example/{path}"', '  suggest_url: "https://a.example/?id={id}"',
  ];
};

const sites = [];
let browser;
before(async () => {
  const [all, bodies] = long ? [texts, markdown] : [quickTexts, quickMarkdown];
  const portion = long ? PORTION : Math.max(all.length, bodies.length);
  for (let at = 0; at < Math.max(all.length, bodies.length); at += portion) {
    const some = list => (at < list.length ? list.slice(at, at + portion) : list.slice(0, portion));
    sites.push(hostileSite(some(all), some(bodies), settings(some(all))));
  }
  browser = await launch();
});
after(async () => browser?.close());

const html = site => listFiles(site).filter(file => file.endsWith('.html'));

test('content cannot run: no page has an element, attribute or address that a text brought', () => {
  const found = [];
  let pages = 0;
  for (const { site } of sites) {
    for (const file of html(site)) {
      const text = readFileSync(join(site, file), 'utf8');
      pages++;
      for (const { name, attributes, end } of tags(text)) {
        if (!ELEMENTS.has(name)) found.push(`${file}: <${name}>`);
        for (const attribute of Object.keys(attributes)) {
          if (/^on|^style$|^srcdoc$|^formaction$|^ping$|[^a-z0-9:_-]/.test(attribute)) found.push(`${file}: <${name} ${attribute}>`);
        }
        if (name === 'script' && !(attributes.src && text.startsWith('</script>', end))) found.push(`${file}: an inline script`);
        if (name === 'meta' && attributes['http-equiv'] === 'refresh' && !/^0; ?url=[./a-z0-9]/i.test(attributes.content)) found.push(`${file}: ${attributes.content}`);
      }
      for (const { value, tag } of references(text)) {
        const plain = value.replace(/[\u0000-\u0020]/g, '');
        const scheme = plain.match(/^([a-z][a-z0-9+.-]*):/i)?.[1].toLowerCase();
        if (scheme && !['http', 'https', 'mailto'].includes(scheme)) found.push(`${file}: <${tag.name}> ${value}`);
        if (/^[\\/]{2}/.test(plain)) found.push(`${file}: <${tag.name}> ${value}`);
        if (scheme && tag.name !== 'a' && tag.attributes.rel !== 'canonical') found.push(`${file}: <${tag.name}> loads ${value}`);
      }
      // 7919 * 6571, which no page says for another reason.
      if (text.includes(String(7919 * 6571))) found.push(`${file}: a template in a text was run`);
    }
  }
  none(found);
  assert.ok(pages > 300, `${pages} pages`);
  const refused = sites.reduce((sum, site) => sum + site.refused, 0);
  console.log(`# ${pages} pages of ${sites.length} sites; ${refused} lines were refused by name`);
  assert.ok(refused > 20, `${refused} lines were refused`);
});

test('content cannot run: opened in a browser nothing runs, asks or is stopped by the policy', { timeout: 3_600_000 }, async () => {
  const found = [];
  let opened = 0;
  for (const { site } of sites) {
    const server = await serve(site);
    const context = await browser.newContext();
    const page = await watchedPage(context, new URL(server.url).origin);
    await page.addInitScript(hook => {
      globalThis[`${hook}Times`] = 0;
      for (const name of [hook, 'alert', 'prompt', 'confirm', 'print']) globalThis[name] = () => { globalThis[`${hook}Times`]++; };
    }, HOOK);
    for (const file of long ? html(site) : oneOfEachKind(html(site))) {
      await page.goto(server.url + file.replace(/(^|\/)index\.html$/, '$1').split('/').map(encodeURIComponent).join('/'));
      if (file.startsWith('search')) await look(page);
      const ran = await page.evaluate(hook => globalThis[`${hook}Times`], HOOK);
      if (ran) found.push(`${file}: something ran`);
      // Pointers and the keyboard wake handlers that loading does not.
      const woken = await page.evaluate(hook => {
        for (const element of document.querySelectorAll('main *')) {
          for (const event of ['mouseover', 'focus', 'pointerenter', 'animationstart']) element.dispatchEvent(new Event(event));
        }
        return globalThis[`${hook}Times`];
      }, HOOK);
      if (woken) found.push(`${file}: something ran on an event`);
      found.push(...(await page.faults()).filter(fault => !/x\.png|y\.png/.test(fault)).map(fault => `${file}: ${fault}`));
      opened++;
    }
    await context.close();
    await server.close();
  }
  none(found);
  console.log(`# ${opened} pages opened`);
  assert.ok(opened >= 30, `${opened} pages`);
});

/** Pages whose addresses have one form are of one kind; the largest shows the most. */
function oneOfEachKind(files) {
  const kinds = new Map();
  for (const file of files) {
    const kind = file.replace(/\d+/g, 'N').replace(/\b(one|two)\b/g, 'X');
    kinds.set(kind, [...(kinds.get(kind) ?? []), file]);
  }
  return [...kinds.values()].flatMap(all => [all[0], all[all.length >> 1], all.at(-1)]).filter((file, at, all) => all.indexOf(file) === at);
}

/** Asks the search for words that many of the texts have, so that their titles and snippets are shown. */
async function look(page) {
  const box = page.locator('main input[type=search]').first();
  for (const query of ['can', 'script', `<img src=x onerror=${HOOK}(1)>`, 'A-1']) {
    await box.fill(query);
    await page.waitForFunction(text => document.querySelector('main input[type=search]')?.value === text, query);
    await page.waitForTimeout(150);
  }
}
