// Which query finds what: one list of texts and queries, asked of an index in one file and of one that is cut up.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { open, query } from './engine.mjs';
import { site } from './project.mjs';

const framework = JSON.parse(readFileSync(new URL('matching.json', import.meta.url), 'utf8'));
// Words that no query has, in statements that make the framework large.
const padding = Array.from({ length: 420 }, (_, i) => ({ id: `ZZ-${1000 + i}`, text: `We gather ${'bcdfghjkmn'[i % 10]}um${'ptvwz'[i % 5]}el number of heaps.` }));
const sites = {
  'in one file': site(framework),
  'cut up': site({ ...framework, statements: [...framework.statements, ...padding] }),
};

for (const [name, built] of Object.entries(sites)) {
  for (const { q, want, only = false, spelling, partly = false } of framework.queries) {
    test(`${q} finds ${want.join(', ') || 'nothing'}, ${name}`, async () => {
      const { engine } = open(built);
      const answer = await engine.ask(query(q), { limit: 50 });
      const ids = answer.hits.filter(hit => hit.kind === 'statement').map(hit => hit.id);
      assert.deepEqual(only || want.length === 0 ? ids : ids.slice(0, want.length), want);
      if (spelling) assert.equal(answer.spelling, spelling);
      assert.equal(answer.partly, partly);
      assert.equal(answer.total, answer.hits.length);
    });
  }
}

test('a small framework is one file, and a large one asks for a few', async () => {
  const [small, large] = Object.values(sites).map(open);
  await small.engine.ask(query('robot stop'));
  await large.engine.ask(query('robot stop'));
  assert.deepEqual(small.loaded, ['head']);
  assert.ok(large.loaded.length > 1 && large.loaded.length < 8, large.loaded);
});
