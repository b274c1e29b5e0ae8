// How well the search finds: questions that people put to this repository's framework, with the statements that somebody
// who knows the subject would show them. Questions are added; the engine is not fitted to single ones.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { build } from '../browser/program.mjs';
import { open, query } from './engine.mjs';

const path = new URL('queries.json', import.meta.url);
const questions = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : [];

// What is promised. Lay questions that share no word with their answer are most of the rest.
const FIRST_THREE = 95;
const FIRST = 80;

test('what is wanted comes among the first three, and mostly first', { skip: questions.length === 0 && 'there are no questions' }, async t => {
  const { engine } = open(build());
  const misses = new Map();
  let first = 0;
  let third = 0;
  for (const { q, want, kind } of questions) {
    const { hits } = await engine.ask(query(q));
    const names = hits.map(({ id, href }) => id || href);
    const at = names.findIndex(name => want.includes(name));
    if (at === 0) first++;
    if (at >= 0 && at < 3) third++;
    if (at !== 0) misses.set(kind, [...(misses.get(kind) ?? []), `${at < 0 ? 'not found' : `at ${at + 1}`}: ${q} (${want.join(', ')}; found ${names.slice(0, 3).join(', ') || 'nothing'})`]);
  }
  for (const [kind, lines] of misses) t.diagnostic(`${kind}:\n  ${lines.join('\n  ')}`);
  const share = count => Math.round((1000 * count) / questions.length) / 10;
  t.diagnostic(`${questions.length} questions: ${share(first)} % first, ${share(third)} % among the first three`);
  assert.ok(share(third) >= FIRST_THREE && share(first) >= FIRST, `${share(first)} % first, ${share(third)} % among the first three`);
});
