// The configuration that `gradus cms` makes: forms for what this framework has, with fields that its files may have.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const GRADUS = process.env.GRADUS ?? join(PROJECT, 'target/release/gradus');
const gradus = (...args) => execFileSync(GRADUS, ['-C', PROJECT, '-q', ...args], { encoding: 'utf8' });
const schemas = JSON.parse(gradus('schema')).$defs;
const KINDS = {
  levels: 'level', archetypes: 'archetype', taxonomy: 'process', profiles: 'profile', resources: 'resource',
  mappings: 'mapping', glossary: 'term', pages: 'page', groups: 'group', home: 'page',
};

for (const editor of ['decap', 'sveltia']) {
  const config = parse(gradus('cms', editor));

  test(`${editor}: every folder and file is there`, () => {
    for (const { folder, files } of config.collections) {
      if (folder && KINDS[folder.slice('content/'.length)] === undefined) assert.ok(existsSync(join(PROJECT, folder, '_index.md')), folder);
      for (const { file } of files ?? []) assert.ok(existsSync(join(PROJECT, file)), file);
    }
  });

  test(`${editor}: no name stands twice`, () => {
    const names = config.collections.map(({ name }) => name);
    assert.deepEqual(names, [...new Set(names)]);
  });

  test(`${editor}: a form has the keys of its kind, and asks for those that are required`, () => {
    for (const { name, fields, files } of config.collections) {
      const schema = schemas[KINDS[name] ?? 'capability'];
      for (const form of fields ? [fields] : files.map(file => file.fields)) {
        const given = form.map(field => field.name);
        assert.ok(given.includes('body'), name);
        for (const key of given.filter(key => key !== 'body')) assert.ok(key in schema.properties, `${name}: ${key}`);
        const asked = form.filter(field => field.required).map(field => field.name).sort();
        assert.deepEqual(asked, [...schema.required ?? []].sort(), name);
      }
    }
  });

  test(`${editor}: what there is to choose from is what this framework has`, () => {
    const form = config.collections.find(({ name }) => name === 'in--artificial-intelligence--robotics').fields;
    const options = name => form.find(field => field.name === name).options.map(({ value }) => value);
    const there = folder => readdirSync(join(PROJECT, 'content', folder)).map(file => file.replace('.md', '')).sort();
    assert.deepEqual(options('level'), [1, 2, 3, 4]);
    assert.deepEqual(options('archetypes').sort(), there('archetypes'));
    assert.deepEqual(options('process').sort(), there('taxonomy'));
  });

  test(`${editor}: text is shown as it is typed`, () => {
    const bodies = JSON.stringify(config).match(/"name":"body".*?\}/g);
    for (const body of bodies) assert.match(body, /"modes":\["raw"\]/);
  });
}
