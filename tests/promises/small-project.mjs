// A small framework in a folder of its own, for tests that break it.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { GRADUS, temporaryFolder } from '../browser/program.mjs';

export { GRADUS };

export function newFramework() {
  const folder = join(temporaryFolder(), 'framework');
  execFileSync(GRADUS, ['-q', 'init', folder, '--template', 'minimal'], { stdio: ['ignore', 'ignore', 'inherit'] });
  return folder;
}
