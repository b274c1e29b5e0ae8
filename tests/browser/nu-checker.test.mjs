// Pages against the Nu checker, which is the one that the W3C runs: one of every kind and a sample of the others; all of
// them with GRADUS_LONG. It is a program in Java, and where that is missing this is said and skipped.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import vnu from 'vnu-jar';
import { none } from './faults.mjs';
import { kinds } from './kinds.mjs';
import { SITE, pages } from './site.mjs';

/** What it says that is no fault, each with the reason. */
const KNOWN = [
  // It reads a page from a file, whose origin is nobody's, so `'self'` names nothing. Promise 2 opens pages from a
  // server, where a violation of the policy fails its test. Only what is of the site itself is meant here.
  /^Resource violates Content Security Policy \(meta tag\): (external stylesheet|external script|image) “(?:\.{1,2})?\/(?!\/)/,
];

const java = spawnSync('java', ['-version']).status === 0;

/** What it says of these files, but for what is known: a list for each file. */
function said(files) {
  const options = ['-Xmx1g', '-jar', vnu, '--format', 'json', '--exit-zero-always', '--stdout', '--skip-non-html'];
  const { messages } = JSON.parse(execFileSync('java', [...options, ...files], { encoding: 'utf8', maxBuffer: 1 << 30 }));
  const told = messages.filter(({ message }) => !KNOWN.some(known => known.test(message)));
  return told.map(({ url, type, message, lastLine, lastColumn }) => ({ file: fileURLToPath(url), type, message, at: `${lastLine}:${lastColumn}` }));
}

test('every kind of page is valid HTML to the checker of the W3C, too', { skip: java ? false : 'there is no java' }, () => {
  const chosen = new Set(kinds.map(([, page]) => page.file));
  pages.forEach(({ file }, at) => (process.env.GRADUS_LONG || at % 15 === 0) && chosen.add(file));
  // With a page that has a fault, so that silence means something.
  const folder = mkdtempSync(join(tmpdir(), 'gradus-nu-'));
  const broken = join(folder, 'broken.html');
  writeFileSync(broken, pages[0].html.replace('<h1', '<p><div role="none">a</div></p><h1'));
  const messages = said([broken, ...[...chosen].map(file => join(SITE, file))]);
  rmSync(folder, { recursive: true });
  assert.ok(messages.some(({ file, type }) => file === broken && type === 'error'), 'it sees no fault where there is one');
  none(messages.filter(({ file }) => file !== broken).map(({ file, type, message, at }) => `${type}: ${message} (${relative(SITE, file)}:${at})`));
});
