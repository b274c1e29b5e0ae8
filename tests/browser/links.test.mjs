// No broken link leaves the building, and the site works wherever it is put.
import { test } from 'node:test';
import { none } from './faults.mjs';
import { references, tags } from './html.mjs';
import { has, mount, pages } from './site.mjs';

const ids = new Map(pages.map(page => [page.file, tags(page.html).map(tag => tag.attributes.id).filter(id => id !== undefined)]));
const isOutside = value => /^([a-z][a-z0-9+.-]*:|\/\/)/i.test(value);
/** A place in a pattern, which a script fills: `../capabilities/~id~/`. */
const isPattern = value => /\/~[a-z]+~\//.test(value);

test('every link inside the site leads to a file, and every fragment to a place on it', () => {
  const broken = [];
  for (const page of pages) {
    for (const { value } of references(page.html).filter(it => !isOutside(it.value) && !isPattern(it.value))) {
      const fault = faultOf(page, value);
      if (fault) broken.push(`${page.file}: ${value}: ${fault}`);
    }
  }
  none(broken);
});

test('every id stands once on its page', () => {
  const twice = [...ids].flatMap(([file, all]) => {
    const repeated = all.filter((id, at) => all.indexOf(id) !== at);
    return repeated.map(id => `${file}: #${id}`);
  });
  none(twice);
});

test('links inside the site are relative, so that it works at any sub-path', () => {
  const base = pages.find(page => page.address === '').html.match(/<link rel="canonical" href="([^"]+)"/)?.[1];
  const fixed = [];
  for (const page of pages.filter(page => page.file !== '404.html')) {
    for (const { tag, value } of references(page.html)) {
      const isOwn = value.startsWith('/') || (base && value.startsWith(base));
      if (isOwn && tag.attributes.rel !== 'canonical') fixed.push(`${page.file}: <${tag.name}> ${value}`);
    }
  }
  none(fixed);
});

test('nothing but a link a person follows points at another host', () => {
  const loads = [];
  for (const page of pages) {
    for (const { tag, value } of references(page.html).filter(it => /^(https?:)?\/\//i.test(it.value))) {
      if (tag.name !== 'a' && tag.attributes.rel !== 'canonical') loads.push(`${page.file}: <${tag.name}> ${value}`);
    }
  }
  none(loads);
});

test('every link to another host says so in rel', () => {
  const bare = [];
  for (const page of pages) {
    for (const { tag, value } of references(page.html).filter(it => it.tag.name === 'a' && /^https?:/i.test(it.value))) {
      if (!/\b(external|noopener|noreferrer)\b/.test(tag.attributes.rel ?? '')) bare.push(`${page.file}: ${value}`);
    }
  }
  none(bare);
});

function faultOf(page, value) {
  const from = `http://site${mount}${page.address}`;
  const url = new URL(value, from);
  if (!url.pathname.startsWith(mount)) return 'leads out of the site';
  const path = decodeURIComponent(url.pathname.slice(mount.length));
  const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  if (!has(file)) return `there is no ${file}`;
  const place = decodeURIComponent(url.hash.slice(1));
  if (place && place !== 'top' && !ids.get(file)?.includes(place)) return `there is no #${place} on ${file}`;
}
