// What a printed checklist has to say, whichever browser printed it.
import { execFileSync } from 'node:child_process';
import { framework } from './site.mjs';

const level = framework.levels.find(it => it.number === 2);
export const at2 = framework.capabilities.filter(it => !it.retired).flatMap(it => it.statements.filter(one => one.level === 2).map(({ text }) => ({ id: it.id, group: it.group, text })));
const group = framework.groups.find(it => at2.filter(one => one.group === it.id).length > 1 && !framework.groups.some(other => other.parent === it.id));
const title = `Level 2: ${level.title}`;

/** A sheet of each layout and kind. */
export const SHEETS = [
  { name: "the learner's sheet of level 2", address: 'checklists/level-2/', title, rows: at2 },
  { name: "the assessor's sheet of level 2", address: 'checklists/level-2/as-assessor/', title, rows: at2 },
  { name: 'the roster of level 2', address: 'checklists/level-2/as-roster/', title, rows: at2 },
  { name: 'the large print of level 2', address: 'checklists/level-2/as-large-print/', title, rows: at2 },
  {
    name: 'the sheet of a group at level 2', address: `checklists/level-2/in/${group.id}/`,
    title: `${title}, ${group.number} ${group.title}`, rows: at2.filter(one => one.group === group.id),
  },
];

export function textOfPages(file) {
  const text = execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8', maxBuffer: 1e8 });
  return text.split('\f').slice(0, -1);
}

/** Text as its letters and digits, since lines break anywhere and words at hyphens. */
function bare(text) {
  return text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

/** What a page does not say of itself; of its number only if that is given, as not every browser writes one. */
export function missing(page, sheet, number, count) {
  const has = text => bare(page).includes(bare(text));
  const shows = pattern => pattern.test(page);
  const isNumbered = number === undefined
    || shows(new RegExp(`\\bpage\\s+${number}(\\s+of\\s+${count})?\\b`, 'i')) || shows(new RegExp(`^\\s*${number}\\s*$`, 'm'));
  return [
    has(framework.title) || 'title of the framework',
    has(`version ${framework.version}`) || 'version',
    has(sheet.title) || `title of the slice (${sheet.title})`,
    isNumbered || 'page number',
  ].filter(it => it !== true);
}

export function endsWithHeading(page) {
  const last = page.trim().split('\n').filter(line => !/^page \d/i.test(line)).at(-1);
  return framework.groups.some(({ number, title }) => bare(last).startsWith(bare(`${number} ${title}`)));
}

export function rowFault({ id, text }, pages) {
  const on = pages.flatMap((page, at) => (new RegExp(`(?<![A-Z])${id}(?!\\d)`).test(page) ? [at] : []));
  if (on.length !== 1) return [on.length ? `${id} is on pages ${on.map(at => at + 1).join(', ')}` : `${id} is on no page in one piece`];
  return bare(pages[on[0]]).includes(bare(text)) ? [] : [`${id}: page ${on[0] + 1} lacks part of its statement`];
}
