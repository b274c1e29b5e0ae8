// Promise 11: a checker of policies has nothing to say of ours that would be more than a note.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CspEvaluator } from 'csp_evaluator/dist/evaluator.js';
import { CspParser } from 'csp_evaluator/dist/parser.js';
import { Severity } from 'csp_evaluator/dist/finding.js';
import { tags } from '../browser/html.mjs';
import { GRADUS, newFramework } from './small-project.mjs';

/** What it says of every site that names itself as the place of its scripts. Ours holds no file that others put there. */
const KNOWN = /'self' can be problematic/;

test('strict policy: a checker finds nothing above a note, in the page and in what servers send', () => {
  const folder = newFramework();
  execFileSync(GRADUS, ['-C', folder, '-q', 'build']);
  const sent = readFileSync(join(folder, 'public/_headers'), 'utf8').match(/Content-Security-Policy: (.+)/)[1];
  const page = tags(readFileSync(join(folder, 'public/index.html'), 'utf8')).find(tag => tag.attributes['http-equiv'] === 'Content-Security-Policy');
  for (const policy of [sent, page.attributes.content]) {
    const findings = new CspEvaluator(new CspParser(policy).csp).evaluate();
    const said = findings.filter(finding => finding.severity < Severity.INFO && !KNOWN.test(finding.description));
    assert.deepEqual(said.map(finding => `${finding.directive}: ${finding.description} (${finding.severity})`), []);
    for (const never of ['unsafe-inline', 'unsafe-eval', 'wasm-unsafe-eval', 'data:', 'blob:', '*', 'http:', 'https:']) {
      assert.ok(!policy.includes(never), `${never} in ${policy}`);
    }
    for (const wanted of ["default-src 'none'", "base-uri 'none'", "trusted-types 'none'", "require-trusted-types-for 'script'", 'form-action']) {
      assert.ok(policy.includes(wanted), `${wanted} is not in ${policy}`);
    }
  }
});
