// The built site as a folder of files. Tests are told where it is; they never build it themselves.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

if (!process.env.GRADUS_SITE) throw new Error('GRADUS_SITE is not set: tests/run builds the site and names its folder');

export const SITE = process.env.GRADUS_SITE;

/** Every file of a built folder, as paths from its top with `/` between the parts, sorted. */
export function files(folder = SITE) {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  return found.map(entry => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1).split(sep).join('/')).sort();
}

export function read(file, folder = SITE) {
  return readFileSync(join(folder, file), 'utf8');
}

export function has(file, folder = SITE) {
  return existsSync(join(folder, file));
}

/** Every HTML file: its path, its address from the top of the site (`levels/1/`), and its text. */
export const pages = files()
  .filter(file => file.endsWith('.html'))
  .map(file => ({ file, address: file.replace(/(^|\/)index\.html$/, '$1'), html: read(file) }));

if (pages.length === 0) throw new Error(`${SITE} holds no page`);

/** The framework's data, as the site offers it for download. */
export const framework = JSON.parse(read('data/framework.json'));

/** The path that the site's base URL has on its server: `/` or `/some/place/`. Only 404.html depends on it. */
export const mount = new URL(pages.find(page => page.address === '').html.match(/<link rel="canonical" href="([^"]+)"/)?.[1] ?? 'http://x/').pathname;
