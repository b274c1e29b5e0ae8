// What the engine promises to the page, on this repository's framework and on one whose index is cut up.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../browser/program.mjs';
import { data, open, query, search, weight } from './engine.mjs';
import { site } from './project.mjs';

const small = build();
/** A number that looks like chance and is the same each time. */
const chance = (seed => limit => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % limit)(7);
const pick = list => list[chance(list.length)];
const syllables = ['ba', 'co', 'di', 'fu', 'ge', 'ha', 'jo', 'ki', 'lu', 'me', 'no', 'pa', 'ri', 'sta', 'tro', 've'];
const made = Array.from({ length: 1500 }, () => pick(syllables) + pick(syllables) + pick(syllables));
const sentence = length => Array.from({ length }, () => made[Math.floor(made.length * (chance(1000) / 1000) ** 3)]).join(' ');
const large = site({ statements: Array.from({ length: 1200 }, (_, i) => ({ id: `Q-${i}`, text: `I can ${sentence(14)}.`, guidance: `${sentence(30)}.` })) });

const framework = JSON.parse(readFileSync(join(small, 'data/framework.json'), 'utf8'));
const statements = framework.capabilities.filter(({ retired }) => !retired).flatMap(({ id, group, statements }) => statements.map(it => ({ ...it, id, group })));

test('the statements of a small framework are one file, and a larger index is cut up', () => {
  const bare = site({ statements: statements.map(({ id, text }) => ({ id, text })) });
  assert.ok(weight(bare, 'head') <= 40 * 1024, `${weight(bare, 'head')} bytes`);
  assert.ok(data(bare, 'head').records.length > statements.length);
  assert.equal(data(large, 'head').records, undefined);
});

test('a first query on this framework, with its guidance, glossary and synonyms, loads at most 60 KB', async () => {
  for (const q of ['robot', 'DPIA', 'what do I do if the computers are down', 'AI-041', 'confidentailty', 'patient']) {
    const { engine, loaded } = open(small);
    await engine.ask(query(q));
    const bytes = [...new Set(loaded)].reduce((sum, name) => sum + weight(small, name), 0);
    assert.ok(bytes <= 60 * 1024, `${q}: ${bytes} bytes`);
  }
});

test('a first query loads little, in two rounds at most', async () => {
  for (const q of ['bacodi', 'bacodi jokilu', 'Q-77', 'bacodj', 'ba']) {
    const rounds = [];
    let waiting = [];
    const engine = search(data(large, 'head'), name => new Promise(resolve => waiting.push(() => resolve(data(large, name)))));
    const answer = engine.ask(query(q));
    let done = false;
    answer.then(() => (done = true));
    while (!done) {
      await new Promise(resolve => setTimeout(resolve, 5));
      if (waiting.length === 0) continue;
      rounds.push(waiting.length);
      const round = waiting;
      waiting = [];
      round.forEach(hand => hand());
    }
    assert.ok(rounds.length <= 2, `${q}: ${rounds}`);
  }
});

test('counts are what the framework holds, for any choice', async () => {
  const { engine } = open(small);
  const values = Object.fromEntries(['level', 'archetype', 'domain', 'process'].map(facet => [facet, engine.facets[facet].map(({ value }) => value)]));
  const fits = ({ level, archetypes, group, process }, chosen) =>
    (!chosen.level.length || chosen.level.includes(String(level))) &&
    (!chosen.archetype.length || archetypes.some(it => chosen.archetype.includes(it))) &&
    (!chosen.domain.length || chosen.domain.some(it => group === it || group.startsWith(`${it}/`))) &&
    (!chosen.process.length || chosen.process.includes(process));
  for (let i = 0; i < 60; i++) {
    const chosen = query('', { kind: ['statement'] });
    for (const facet of Object.keys(values)) while (chance(3) === 0) chosen[facet].push(pick(values[facet]));
    const answer = await engine.ask(chosen, { limit: 1000 });
    const wanted = statements.filter(it => fits(it, chosen));
    assert.equal(answer.total, wanted.length, JSON.stringify(chosen));
    assert.deepEqual(answer.hits.map(({ id }) => id).sort(), wanted.map(({ id }) => id).sort());
    for (const facet of Object.keys(values)) {
      for (const value of values[facet]) {
        const count = statements.filter(it => fits(it, { ...chosen, [facet]: [value] })).length;
        assert.equal(answer.counts[facet][value], count, `${facet} ${value} of ${JSON.stringify(chosen)}`);
      }
    }
  }
});

test('a count is what there is once it is chosen, with words too', async () => {
  const { engine } = open(small);
  for (const q of ['patient', 'data', 'robot', 'recrod', 'level']) {
    const { counts } = await engine.ask(query(q));
    for (const facet of Object.keys(counts)) {
      for (const [value, count] of Object.entries(counts[facet])) {
        assert.equal((await engine.ask(query(q, { [facet]: [value] }))).total, count, `${q}, ${facet} ${value}`);
      }
    }
  }
});

test('nothing asked is nothing shown, with counts of everything', async () => {
  const { engine } = open(small);
  const answer = await engine.ask(query(' '));
  assert.deepEqual([answer.total, answer.hits, answer.partly, answer.spelling, answer.without], [0, [], false, null, []]);
  assert.equal(answer.counts.kind.statement, statements.length);
  const { hits } = await engine.ask(query('', { level: ['2'] }), { limit: 3 });
  assert.deepEqual(hits.map(({ level }) => level), [2, 2, 2]);
});

test('where a choice leaves nothing, what to drop is told', async () => {
  const { engine } = open(small);
  const answer = await engine.ask(query('hijack', { level: ['1'], archetype: ['creator'] }));
  assert.deepEqual(answer.hits, []);
  assert.equal(answer.without.find(({ facet }) => facet === 'level').total, 1);
  assert.ok((await engine.ask(query('', { level: ['99'] }))).without[0].total > 0);
});

test('results come in parts that are the whole together', async () => {
  for (const [built, q] of [[small, 'patient'], [large, made[0]]]) {
    const { engine } = open(built);
    const all = await engine.all(query(q));
    const parts = [];
    for (let from = 0; from < all.length; from += 10) parts.push(...(await engine.ask(query(q), { from, limit: 10 })).hits);
    assert.ok(all.length > 10);
    assert.deepEqual(parts, all);
    assert.equal(new Set(all.map(({ href }) => href)).size, all.length);
  }
});

test('a result says what it is, where it is, and why it was found', async () => {
  const { engine } = open(small);
  const { hits: [hit] } = await engine.ask(query('locate emergency stops'));
  const { text, level, archetypes, group, process } = statements.find(({ id }) => id === 'AI-048');
  const marked = hit.textMarks.map(({ from, to }) => hit.text.slice(from, to));
  assert.deepEqual(marked, ['locate', 'emergency', 'stop']);
  assert.deepEqual({ ...hit, textMarks: [] }, { kind: 'statement', id: 'AI-048', href: 'capabilities/ai-048/', title: '', titleMarks: [], text, textMarks: [], level, archetypes, group, process });
  const { hits: others } = await engine.ask(query('DPIA', { kind: ['term'] }));
  assert.deepEqual([others[0].kind, others[0].href, others[0].level, others[0].archetypes, others[0].group], ['term', 'glossary/#t-dpia', 0, [], '']);
});

test('every result leads to a page of the site', async () => {
  const { engine } = open(small);
  for (const value of engine.facets.kind.map(it => it.value)) {
    for (const { href } of await engine.all(query('', { kind: [value] }))) {
      const [path, anchor] = href.split('#');
      const html = readFileSync(join(small, path, 'index.html'), 'utf8');
      if (anchor) assert.ok(html.includes(`id="${anchor}"`), href);
    }
  }
  const { engine: offline } = open(build(['--offline']));
  assert.equal((await offline.ask(query('AI-048'))).hits[0].href, 'capabilities/ai-048/index.html');
});

test('no query is too strange', async () => {
  const letters = [..."aeiou rstln AI-041 \"\"“”'’.,;:\\/()[]{}<>&%$*+?^|~`=-_#@!\t\n\u0000", 'é', 'ß', 'İ', 'ﬁ', '数', '据', 'ガ', 'ก', '\u0301', '\u200d', '\ud800', '\udc00', '😀', 'שׁ', 'ﷺ', '\uffff', '\u{10ffff}', 'constructor ', '__proto__ ', '.*', '\\S+', 'the ', 'of ', 'patient ', 'robto '];
  for (const built of [small, large]) {
    const { engine } = open(built);
    for (let i = 0; i < 250; i++) {
      const q = Array.from({ length: chance(30) }, () => pick(letters)).join('');
      const { total, hits } = await engine.ask(query(q));
      assert.ok(Number.isInteger(total) && total >= hits.length, JSON.stringify(q));
      for (const { title, titleMarks, text, textMarks } of hits) {
        for (const [shown, marks] of [[title, titleMarks], [text, textMarks]]) {
          marks.forEach(({ from, to }, at) => assert.ok(from >= (at ? marks[at - 1].to : 0) && from < to && to <= shown.length, q));
        }
      }
    }
    for (const q of ['x'.repeat(5000), 'robot '.repeat(400), '"'.repeat(99), 'q'.repeat(40).split('').join(' ')]) await engine.ask(query(q));
    await engine.ask(query('robot', { level: ['constructor'], archetype: ['__proto__'], domain: [''], kind: ['toString'] }));
  }
});

test('questions asked at once do not get each other\'s answers', async () => {
  const all = ['bacodi', 'jokilu', 'Q-77', 'zzzz', ''].concat(made.slice(0, 10)).map(q => query(q));
  const alone = [];
  for (const it of all) alone.push(await open(large).engine.ask(it));
  const files = data(large, 'head');
  const late = search(files, name => new Promise(resolve => setTimeout(() => resolve(data(large, name)), chance(20))));
  assert.deepEqual(await Promise.all(all.map(it => late.ask(it))), alone);
});

test('a site that was published anew is told from one that cannot be reached, and either can be tried again', async () => {
  const head = data(large, 'head');
  let trouble = null;
  const engine = search(head, async name => {
    if (trouble === 'lost') throw new Error('lost');
    return trouble === 'stale' ? { ...data(large, name), v: 'other' } : data(large, name);
  });
  trouble = 'lost';
  await assert.rejects(engine.ask(query('bacodi')), { message: 'lost' });
  trouble = 'stale';
  await assert.rejects(engine.ask(query('bacodi')), { name: 'stale' });
  trouble = null;
  await engine.ask(query(made[0]));
});

test('other languages have their own words', async () => {
  const french = site({ language: 'fr', statements: [{ id: 'A-1', text: 'Je peux évaluer les données d’un hôpital.' }, { id: 'A-2', text: 'Je peux écrire.' }] });
  const chinese = site({ language: 'zh', statements: [{ id: 'A-1', text: '我可以管理患者数据。' }, { id: 'A-2', text: '我可以写代码。' }] });
  for (const [built, q] of [[french, 'evaluation donnée'], [french, 'HOPITAL'], [chinese, '数据'], [chinese, '患者数据'], [chinese, '管']]) {
    const { hits } = await open(built).engine.ask(query(q));
    assert.equal(hits[0]?.id, 'A-1', q);
  }
});

test('a phrase with a small word counts and pages what holds it, and nothing else', async () => {
  const texts = ['care of robots', 'care for robots', 'robots of care', 'care with robots'];
  const phrased = site({ statements: Array.from({ length: 400 }, (_, i) => ({ id: `Q-${i}`, text: `I can explain ${texts[(i * 7) % 4]} ${sentence(4)}.` })) });
  const { engine } = open(phrased);
  const asked = query('"care of robots"');
  const { total } = await engine.ask(asked);
  assert.equal(total, 100);
  const ids = [];
  while (ids.length < total) {
    const { hits } = await engine.ask(asked, { from: ids.length, limit: 10 });
    assert.equal(hits.length, 10);
    assert.ok(hits.every(({ text }) => text.includes('care of robots')));
    ids.push(...hits.map(({ id }) => id));
  }
  assert.equal(new Set(ids).size, 100);
});
