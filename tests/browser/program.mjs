// Runs gradus for tests that need a site of another making than the one they are given.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
export const GRADUS = process.env.GRADUS ?? join(PROJECT, 'target/release/gradus');

/** A folder that is gone when the test file is done. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'gradus-test-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Builds a project, this repository's own by default, and returns the folder of the site. */
export function build(options = [], project = PROJECT) {
  const out = join(temporaryFolder(), 'site');
  execFileSync(GRADUS, ['-C', project, '-q', 'build', '-o', out, ...options], { stdio: ['ignore', 'inherit', 'inherit'] });
  return out;
}

/** A copy of this repository's framework whose `gradus.yml` is changed. */
export function copyOfProject(change) {
  const copy = temporaryFolder();
  cpSync(join(PROJECT, 'content'), join(copy, 'content'), { recursive: true });
  writeFileSync(join(copy, 'gradus.yml'), change(readFileSync(join(PROJECT, 'gradus.yml'), 'utf8')));
  return copy;
}
