// What `gradus init --with vscode` writes: the problem matcher finds what `gradus check` says, and each snippet becomes a
// file that Gradus accepts.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const GRADUS = process.env.GRADUS ?? join(PROJECT, 'target/release/gradus');
const read = name => JSON.parse(readFileSync(join(PROJECT, 'src/cli/init/vscode', name), 'utf8'));

/** Problems, found as the editor does: each pattern has to fit the line after the one before. */
function problems(text) {
  const [first, second] = read('tasks.json').tasks[0].problemMatcher.pattern;
  const lines = text.split('\n');
  return lines.flatMap((line, at) => {
    const title = new RegExp(first.regexp).exec(line);
    const place = title && new RegExp(second.regexp).exec(lines[at + 1] ?? '');
    return place ? [{
      severity: title[first.severity], code: title[first.code], message: title[first.message],
      file: place[second.file], line: place[second.line], column: place[second.column],
    }] : [];
  });
}

test('every finding with a place is a problem', () => {
  const folder = join(PROJECT, 'tests/cases/check');
  let count = 0;
  for (const name of readdirSync(folder)) {
    const said = /^~~~~ said\n([\s\S]*?)^~~~~$/m.exec(readFileSync(join(folder, name), 'utf8'))?.[1] ?? '';
    const places = said.split('\n').filter(line => line.includes('╭▸'));
    const found = problems(said);
    assert.equal(found.length, places.length, `${name}: ${places}`);
    for (const { file, line, column } of found) assert.ok(places.some(place => place.endsWith(` ${file}:${line}:${column}`)), name);
    count += found.length;
  }
  assert.ok(count > 100, `${count} findings`);
});

/** A snippet as it is when nothing is changed in it. */
function expanded(body) {
  return body.join('\n')
    .replace(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$CURRENT_YEAR-\$CURRENT_MONTH-\$CURRENT_DATE/g, '2026-11-22')
    .replace(/\$\d/g, '');
}

const PLACES = {
  capability: 'content/domains/ai/AI-100.md', 'capability-levels': 'content/domains/ai/AI-100.md',
  group: 'content/domains/ai/new/_index.md', level: 'content/levels/3.md', archetype: 'content/archetypes/new.md',
  process: 'content/taxonomy/new.md', profile: 'content/profiles/new.md', resource: 'content/resources/new.md',
  mapping: 'content/mappings/new.md', term: 'content/glossary/new.md', release: 'content/releases/1.0.0.md',
  page: 'content/pages/new.md', retired: 'content/domains/ai/AI-100.md',
};

for (const [title, { prefix, body }] of Object.entries(read('gradus.code-snippets'))) {
  test(`${title}: the snippet is accepted`, () => {
    const project = mkdtempSync(join(tmpdir(), 'gradus-test-'));
    try {
      cpSync(join(PROJECT, 'tests/cases/base'), project, { recursive: true });
      const file = join(project, PLACES[prefix]);
      mkdirSync(dirname(file), { recursive: true });
      // What a snippet takes for granted: an archetype, an id and a group that the small framework calls otherwise.
      const text = expanded(body).replaceAll('[user]', '[creator]').replaceAll('AI-001', prefix.startsWith('cap') ? 'AI-100' : 'AI-001')
        .replace('name-of-a-group', 'ai').replace('AI-002', 'AI-001').replace('order: 3', 'order: 9');
      writeFileSync(file, prefix === 'retired' ? `---\nid: AI-100\nlevel: 1\narchetypes: [creator]\n${text}\n---\nI can do it.\n` : `${text}\n`);
      const ran = spawnSync(GRADUS, ['-C', project, 'check'], { encoding: 'utf8' });
      assert.equal(ran.status, 0, `${text}\n${ran.stderr}`);
      assert.ok(!text.includes('$'), text);
    } finally {
      rmSync(project, { recursive: true, force: true });
    }
  });
}
