// The scripts of the search hold to their types.
import { test } from 'node:test';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const at = path => fileURLToPath(new URL(path, import.meta.url));

test('the scripts are what their types say', () => {
  try {
    execFileSync(process.execPath, [at('../node_modules/typescript/bin/tsc'), '-p', at('tsconfig.json')], { encoding: 'utf8' });
  } catch (error) {
    throw new Error(error.stdout || error.message);
  }
});
