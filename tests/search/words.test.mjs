// Words are the same for the script and for the build: both read words.json (src/search/tests.rs is the other one).
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { words } from './engine.mjs';

const cases = JSON.parse(readFileSync(new URL('words.json', import.meta.url), 'utf8'));

test('the golden texts have the golden words', () => {
  for (const { text, words: wanted, folded } of cases) {
    const found = words(text);
    assert.deepEqual(found.map(({ from, to }) => text.slice(from, to)), wanted, text);
    assert.deepEqual(found.map(({ word }) => word), folded.map(word => word.normalize('NFKD')), text);
  }
});

test('no text is too strange', () => {
  for (const text of ['\ud800', 'a\udfffb', '\u0000', '\u{10ffff}', 'ﷺ', '\u200d\u200c', 'x'.repeat(1e5), '\u0345'.repeat(50)]) {
    for (const { word, from, to } of words(text)) assert.ok(word && from < to && to <= text.length);
  }
});
