// The scripts of the theme hold to their types, and to what browsers of 2020 know: much of a health service's equipment
// is as old as that.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { build } from '../browser/program.mjs';

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

test('what readers load of a script says what is written, without comments and spaces', () => {
  const sent = `${build()}/assets/`;
  const files = readdirSync(sent).filter(name => name.endsWith('.js'));
  assert.ok(files.length > 8);
  for (const file of files) {
    const name = file.replace(/\.[0-9a-f]+\.js$/, '.js');
    const parts = name === 'search.js' ? ['search-words.js', 'search-engine.js', 'facets.js', 'search.js'] : [name];
    const written = parts.map(part => readFileSync(assets + part, 'utf8')).join('\n');
    const loaded = readFileSync(sent + file, 'utf8');
    assert.ok(loaded.length < written.length, name);
    assert.deepEqual(said(loaded), said(written), name);
  }
});

/** What a script is made of, in order, however it is laid out. */
function said(script) {
  const parts = [];
  const walk = node => {
    parts.push(`${ts.SyntaxKind[node.kind]} ${node.flags & ts.NodeFlags.BlockScoped} ${node.operator ?? ''} ${node.text ?? ''}`);
    ts.forEachChild(node, walk);
  };
  ts.forEachChild(ts.createSourceFile('script.js', script, ts.ScriptTarget.ESNext), walk);
  return parts;
}
