// The scripts of the theme hold to their types, and to what browsers of 2020 know: much of a health service's equipment
// is as old as that.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const at = path => fileURLToPath(new URL(path, import.meta.url));
const assets = at('../../themes/default/assets/');
const scripts = readdirSync(assets).filter(name => name.endsWith('.js'));

test('the scripts are what their types say', () => {
  try {
    execFileSync(process.execPath, [at('../node_modules/typescript/bin/tsc'), '-p', at('tsconfig.json')], { encoding: 'utf8' });
  } catch (error) {
    throw new Error(error.stdout || error.message);
  }
});

test('no script is written in a way that browsers of 2020 cannot read', () => {
  assert.ok(scripts.length > 8);
  const written = (text, target) => ts.transpileModule(text, { compilerOptions: { target, removeComments: true } }).outputText;
  for (const name of scripts) {
    const text = readFileSync(assets + name, 'utf8');
    assert.equal(written(text, ts.ScriptTarget.ES2019), written(text, ts.ScriptTarget.ESNext), name);
  }
});

test('no script calls what pages of browsers of 2020 do not have', () => {
  const later = /\.(replaceChildren|checkVisibility|showPopover|requestSubmit|scrollend)\b|\b(structuredClone|AbortSignal\.timeout)\(/;
  for (const name of scripts) assert.doesNotMatch(readFileSync(assets + name, 'utf8'), later, name);
});
