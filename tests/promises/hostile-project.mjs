// A framework in which every field of every kind holds a text that means harm. What gradus refuses is taken out line by
// line, as an author would, until the rest builds: so each text is either refused by name or shown on a page.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GRADUS, temporaryFolder } from '../browser/program.mjs';

/** A text as YAML: a JSON string, with what YAML reads in another way escaped. */
const quoted = text => JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069]/g, sign => '\\u' + sign.charCodeAt(0).toString(16).padStart(4, '0'));

/** The files: each line of front matter is a field, each paragraph a text. */
function files(texts, bodies) {
  const at = n => quoted(texts[n % texts.length]);
  const body = n => bodies[n % bodies.length];
  const all = new Map();
  const put = (path, lines, ...paragraphs) => all.set(path, { front: lines, paragraphs });
  const many = Math.max(texts.length, bodies.length);
  put('content/_index.md', ['title: Home', `description: ${at(1)}`, `tags: [${at(2)}]`], body(0));
  for (const level of [1, 2]) put(`content/levels/${level}.md`, [`title: ${at(level)}`, `description: ${at(level + 1)}`], body(level));
  ['one', 'two'].forEach((name, n) => {
    put(`content/archetypes/${name}.md`, [`title: ${at(n + 3)}`, `plural: ${at(n + 4)}`, `description: ${at(n + 5)}`, `examples: [${at(n + 6)}, ${at(n + 7)}]`, `code: ${at(n + 9)}`], body(n + 3));
    put(`content/taxonomy/${name}.md`, [`title: ${at(n + 5)}`, `order: ${n + 1}`, `verbs: [${at(n + 8)}]`, `description: ${at(n + 9)}`], body(n + 5));
    put(`content/domains/${name}/_index.md`, [`title: ${at(n + 11)}`, `number: ${at(n + 12)}`, `code: ${at(n + 13)}`, `description: ${at(n + 14)}`], body(n + 7));
  });
  for (let n = 0; n < many; n++) {
    const [group, level, other] = [['one', 'two'][n % 2], 1 + (n % 2), 'two'];
    put(`content/domains/${group}/A-${n}.md`, [`id: A-${n}`, `level: ${level}`, 'archetypes: [one, two]', 'process: one', `title: ${at(n)}`,
      `description: ${at(n + 1)}`, `owner: ${at(n)}`, `tags: [${at(n)}]`, `mappings: [{ scheme: ${at(n)}, id: ${at(n)}, note: ${at(n)} }]`, `resources: [r${n}]`], `I can. ${body(n).startsWith('#') ? '' : body(n)}`, body(n), `## ${texts[n % texts.length].replace(/\s+/g, ' ')}`);
    put(`content/domains/${group}/B-${n}.md`, [`id: B-${n}`, 'archetypes: [one]', `statements: { 1: { text: ${at(n)} }, 2: { text: ${quoted(body(n))} } }`,
      ...(n % 3 ? [] : [`retired: { since: ${at(n)}, reason: ${at(n)}, replaced_by: [A-${n}] }`])], body(n + 1));
    put(`content/pages/p${n}.md`, [`title: ${at(n)}`, `description: ${at(n)}`], body(n), `[${texts[n % texts.length].replace(/[[\]\s]+/g, ' ')}](p0.md)`, `![${texts[n % texts.length].replace(/[[\]\s]+/g, ' ')}](${n % 2 ? 'x.png' : 'y.png'})`);
    put(`content/resources/r${n}.md`, [`title: ${at(n)}`, `provider: ${at(n)}`, `type: ${at(n)}`, `duration: ${at(n)}`, `cost: ${at(n)}`, `url: ${n % 2 ? at(n) : quoted(`https://a.example/?${texts[n % texts.length]}`)}`], body(n));
    put(`content/glossary/g${n}.md`, [`title: ${at(n)}`, `abbreviation: ${at(n)}`, `forms: [${at(n)}]`], body(n));
    if (n % 4 === 0) {
      put(`content/profiles/f${n}.md`, [`title: ${at(n)}`, `description: ${at(n)}`, `targets: { ${other}: 1 }`], body(n));
      put(`content/mappings/m${n}.md`, [`title: ${at(n)}`, `scheme: ${at(n)}`, `version: ${at(n)}`, `url: ${at(n)}`, `rows: [{ from: A-${n}, to: ${at(n)}, note: ${at(n)} }]`], body(n));
      put(`content/releases/v${n}.md`, [`version: "1.${n}.0"`, 'date: 2026-01-01', `summary: ${at(n)}`, `title: ${at(n)}`], body(n));
    }
  }
  return all;
}

const textOf = ({ front, paragraphs }) => ['---', ...front, '---', ...paragraphs.flatMap(paragraph => [paragraph, ''])].join('\n');

/** Makes, mends and builds such a project. Returns the folder of the site, and how many lines were refused. */
export function hostileSite(texts, bodies, settings) {
  const folder = temporaryFolder();
  const all = files(texts, bodies);
  const write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const [path, file] of all) write(path, textOf(file));
  for (const name of ['x.png', 'y.png']) write(`content/pages/${name}`, 'no picture');
  let yml = settings;
  write('gradus.yml', yml.join('\n') + '\n');
  let refused = 0;
  for (let round = 0; round < 60; round++) {
    const ran = spawnSync(GRADUS, ['-C', folder, 'check', '--format', 'json'], { encoding: 'utf8', maxBuffer: 1 << 28 });
    // 2 is the system's, or an error in the settings, which is told like any other.
    if (![0, 1].includes(ran.status) && !(ran.status === 2 && ran.stdout.startsWith('['))) throw new Error(`gradus ended with ${ran.status ?? ran.signal}: ${ran.stderr.slice(0, 2000)}`);
    if (/panicked/.test(ran.stderr)) throw new Error(ran.stderr.slice(0, 2000));
    const errors = JSON.parse(ran.stdout).filter(finding => finding.severity === 'error');
    if (errors.length === 0) {
      const out = join(temporaryFolder(), 'site');
      execFileSync(GRADUS, ['-C', folder, '-q', 'build', '-o', out], { stdio: ['ignore', 'ignore', 'pipe'], maxBuffer: 1 << 28 });
      return { site: out, refused, files: all.size, folder };
    }
    const lines = new Map();
    for (const { file, line } of errors) if (file) lines.set(file, (lines.get(file) ?? new Set()).add(line ?? 0));
    for (const [path, wrong] of lines) {
      const text = readFileSync(join(folder, path), 'utf8').split('\n');
      for (const line of [...wrong].sort((a, b) => b - a)) {
        refused++;
        const old = text[line - 1] ?? '';
        // A title cannot be left out, nor can a file do without its frame.
        const key = old.match(/^(title|version|text): /)?.[1];
        if (path === 'gradus.yml') text[line - 1] = old.replace(/: (\[)?.*/, (_, list) => `: ${list ? `["Refused ${refused}"]` : `"Refused ${refused}"`}`);
        else if (key) text[line - 1] = `${key}: Refused ${refused}`;
        else if (old.startsWith('statements: ')) text[line - 1] = 'statements: { 1: { text: I can. } }';
        else if (/^(id|level|---)/.test(old) || line === 0) { rmSync(join(folder, path)); text.length = 0; break; }
        else text.splice(line - 1, 1);
      }
      if (text.length) writeFileSync(join(folder, path), text.join('\n'));
    }
    if (lines.size === 0) throw new Error(`errors without a place: ${JSON.stringify(errors.slice(0, 3))}`);
  }
  throw new Error('no end of errors');
}
