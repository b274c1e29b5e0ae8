// Small frameworks for tests of the search, built by the program itself.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build, temporaryFolder } from '../browser/program.mjs';

/** A project with these files, each with its text. */
export function project(files) {
  const folder = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const yaml = value => JSON.stringify(value);

/** The files of a framework of one level, whose statements stand in one group. */
export function files({ statements, terms = [], synonyms = {}, language = 'en', group = 'Things' }) {
  const all = {
    'gradus.yml': `framework: { id: x, title: X, version: "1", language: ${language} }\nsearch: { synonyms: ${yaml(synonyms)} }\n`,
    'content/_index.md': '---\ntitle: X\n---\nX.\n',
    'content/levels/1.md': '---\ntitle: "First"\n---\nFirst.\n',
    'content/domains/things/_index.md': `---\ntitle: ${yaml(group)}\n---\n`,
  };
  for (const { id, text, guidance = '', ...more } of statements) {
    const front = Object.entries({ id, level: 1, ...more }).map(([key, value]) => `${key}: ${yaml(value)}`);
    all[`content/domains/things/${id}.md`] = `---\n${front.join('\n')}\n---\n${text}\n\n${guidance}\n`;
  }
  terms.forEach((term, i) => (all[`content/glossary/t${i}.md`] = `---\n${Object.entries(term).map(([key, value]) => `${key}: ${yaml(value)}`).join('\n')}\n---\nA term.\n`));
  return all;
}

/** The folder of the built site. */
export const site = framework => build([], project(files(framework)));
