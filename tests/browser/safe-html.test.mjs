// What no page may hold, whatever an author wrote: the rules that keep content from running.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { none } from './faults.mjs';
import { references, tags } from './html.mjs';
import { files, pages, read } from './site.mjs';

test('no page has inline script, inline style or an event handler', () => {
  const found = [];
  for (const page of pages) {
    for (const { name, attributes, end } of tags(page.html)) {
      const bad = Object.keys(attributes).filter(it => it === 'style' || it === 'srcdoc' || it.startsWith('on'));
      found.push(...bad.map(it => `${page.file}: <${name} ${it}>`));
      if (['style', 'base', 'iframe', 'object', 'embed'].includes(name)) found.push(`${page.file}: <${name}>`);
      const isInline = name === 'script' && !(attributes.src && page.html.startsWith('</script>', end));
      if (isInline) found.push(`${page.file}: an inline script`);
    }
  }
  none(found);
});

test('every address is relative or http, https or mailto', () => {
  const found = [];
  for (const page of pages) {
    for (const { value, tag } of references(page.html)) {
      // Browsers drop white space and control characters before they look for the scheme.
      const scheme = value.replace(/[\u0000-\u0020]/g, '').match(/^([a-z][a-z0-9+.-]*):/i)?.[1].toLowerCase();
      if (scheme && !['http', 'https', 'mailto'].includes(scheme)) found.push(`${page.file}: <${tag.name}> ${value}`);
    }
  }
  none(found);
});

test('every page carries the policy, before anything that it governs, and it is the one that servers send', () => {
  const sent = read('_headers').match(/Content-Security-Policy: (.+)/)[1];
  const found = [];
  for (const page of pages) {
    const all = tags(page.html);
    const policy = all.find(tag => tag.attributes['http-equiv']?.toLowerCase() === 'content-security-policy');
    const first = all.find(tag => ['link', 'script', 'body'].includes(tag.name));
    if (!policy) found.push(`${page.file}: no policy`);
    else if (policy.at > first.at) found.push(`${page.file}: the policy stands after <${first.name}>`);
    else if (!sent.startsWith(policy.attributes.content)) found.push(`${page.file}: another policy than in _headers`);
  }
  none(found);
  assert.doesNotMatch(sent, /unsafe-|\*|https?:|data:/);
});

test('no style sheet loads anything from another host', () => {
  for (const file of files().filter(file => file.endsWith('.css'))) {
    assert.doesNotMatch(read(file), /@import|url\(\s*["']?(?:[a-z]+:|\/\/)/i, file);
  }
});
