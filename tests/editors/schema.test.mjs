// The JSON Schemas that `gradus schema` prints, against everything that is written here: what Gradus accepts is valid, and
// what it refuses for its keys or types is not.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { parse } from 'yaml';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const GRADUS = process.env.GRADUS ?? join(PROJECT, 'target/release/gradus');
/** Unknown key, missing key, wrong type: what a schema can say, too. */
const SHAPE = ['G012', 'G014', 'G015'];
const FOLDERS = {
  levels: 'level', archetypes: 'archetype', taxonomy: 'process', profiles: 'profile', resources: 'resource',
  mappings: 'mapping', glossary: 'term', releases: 'release', pages: 'page',
};

const ajv = new Ajv.default({ allErrors: true, allowUnionTypes: true, strictTypes: false });
formats.default(ajv);
const schemas = new Map();

function valid(kind, data) {
  if (!schemas.has(kind)) schemas.set(kind, ajv.compile(JSON.parse(execFileSync(GRADUS, ['schema', kind], { encoding: 'utf8' }))));
  const validate = schemas.get(kind);
  return validate(data) ? [] : validate.errors.map(error => `${error.instancePath} ${error.message}`);
}

/** What kind of thing a file is, by its path; translations need only say what differs, and have no schema. */
function kindOf(path) {
  if (path === 'gradus.yml') return 'settings';
  const parts = path.split('/');
  const name = parts.at(-1);
  if (parts[0] !== 'content' || !name.endsWith('.md') || /\.[a-z]{2,3}(-[A-Z]{2})?\.md$/.test(name)) return undefined;
  if (parts.length === 2) return 'page';
  return parts[1] === 'domains' ? (name === '_index.md' ? 'group' : 'capability') : FOLDERS[parts[1]];
}

/** What the schema says against a file; nothing where it is not for a schema to say. */
function faults(path, text) {
  const kind = kindOf(path);
  const plain = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const yaml = kind === 'settings' ? plain : /^---\n([\s\S]*?\n)??---(\n|$)/.exec(plain)?.[1];
  if (!kind || (kind !== 'settings' && !plain.startsWith('---\n'))) return [];
  try {
    return valid(kind, parse(yaml ?? '') ?? {});
  } catch (error) {
    if (error.name?.startsWith('YAML')) return [`no YAML: ${error.message}`];
    throw error;
  }
}

function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name));
}

for (const base of ['.', 'tests/cases/base', 'src/cli/init']) {
  test(`everything in ${base} is valid`, () => {
    const root = join(PROJECT, base);
    const all = [join(root, 'gradus.yml'), ...files(join(root, 'content'))];
    const told = all.flatMap(file => faults(relative(root, file).replaceAll('\\', '/'), readFileSync(file, 'utf8')).map(fault => `${file}: ${fault}`));
    assert.ok(all.length > 5);
    assert.deepEqual(told, []);
  });
}

/** The files of all cases, with what is said of them. */
function cases() {
  return ['build', 'check'].flatMap(folder => files(join(PROJECT, 'tests/cases', folder))).flatMap(file => {
    const blocks = [...readFileSync(file, 'utf8').matchAll(/^~~~~ (.+)\n([\s\S]*?)^~~~~$/gm)].map(([, name, text]) => ({ name, text }));
    const said = blocks.find(block => block.name === 'said')?.text ?? '';
    return blocks.filter(({ name }) => kindOf(name)).map(({ name, text }) => ({
      file, name, text: text.replace(/\\u\{([0-9a-f]+)\}/g, (_, code) => String.fromCodePoint(parseInt(code, 16))),
      findings: [...said.matchAll(/\[(G\d+)\]: .*\n\s*╭▸ (.*):\d+:\d+/g)].filter(([, , path]) => path === name).map(([, code]) => code),
    }));
  });
}

test('what is accepted is valid', () => {
  const told = cases().filter(({ findings }) => findings.length === 0)
    .flatMap(({ file, name, text }) => faults(name, text).map(fault => `${file}, ${name}: ${fault}`));
  assert.deepEqual(told, []);
});

test('an unknown key, a missing one and a wrong type are not valid', () => {
  const refused = cases().filter(({ findings }) => findings.some(code => SHAPE.includes(code)));
  assert.ok(refused.length > 10, `${refused.length} cases`);
  const missed = refused.filter(({ name, text }) => faults(name, text).length === 0).map(({ file, name }) => `${file}, ${name}`);
  assert.deepEqual(missed, []);
});

/** The same schema, in which every key that it does not know is wrong. */
const closed = schema => Array.isArray(schema) ? schema.map(closed) : schema && typeof schema === 'object'
  ? { ...Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)])), ...(schema.properties && schema.type === 'object' && { additionalProperties: false }) }
  : schema;

test('the data of a site and a kept release are what the schema of data says, key by key', () => {
  const schema = closed(JSON.parse(execFileSync(GRADUS, ['schema', 'data'], { encoding: 'utf8' })));
  const validate = ajv.compile(schema);
  const folder = mkdtempSync(join(tmpdir(), 'gradus-schema-'));
  execFileSync(GRADUS, ['-C', PROJECT, '-q', 'build', '-o', join(folder, 'site')]);
  for (const path of [join(folder, 'site/data/framework.json'), join(PROJECT, 'content/releases/1.0.0.json')]) {
    assert.ok(validate(JSON.parse(readFileSync(path, 'utf8'))), `${path}: ${JSON.stringify(validate.errors?.slice(0, 5))}`);
  }
  rmSync(folder, { recursive: true });
});
