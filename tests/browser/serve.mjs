// Serves a built folder on loopback as a web host would: its `_headers` sent, 404.html for what is not there.
import { createServer } from 'node:http';
import { readFileSync, statSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';

const TYPES = {
  '.css': 'text/css', '.csv': 'text/csv', '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json',
  '.md': 'text/markdown', '.svg': 'image/svg+xml', '.txt': 'text/plain', '.xml': 'application/xml',
};

/** Resolves to `{ url, close }`; the site is at `url`, which ends in `mount`. */
export async function serve(folder, mount = '/') {
  const rules = headerRules(readFileSync(join(folder, '_headers'), 'utf8'));
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    const inside = path.startsWith(mount) ? '/' + path.slice(mount.length) : undefined;
    for (const rule of rules) if (rule.matches(inside ?? '/')) response.setHeader(rule.name, rule.value);
    const file = inside && fileOf(folder, inside);
    response.statusCode = file ? 200 : 404;
    const shown = file ?? join(folder, '404.html');
    response.setHeader('Content-Type', `${TYPES[extname(shown)] ?? 'application/octet-stream'}; charset=utf-8`);
    response.end(readFileSync(shown));
  });
  await new Promise(ready => server.listen(0, '127.0.0.1', ready));
  const close = () => {
    server.closeAllConnections();
    return new Promise(done => server.close(done));
  };
  return { url: `http://127.0.0.1:${server.address().port}${mount}`, close };
}

function fileOf(folder, path) {
  const file = join(folder, normalize(path.endsWith('/') ? path + 'index.html' : path));
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
}

/** The form of Netlify and Cloudflare Pages: a path, `*` at its end for anything, then indented headers. */
function headerRules(text) {
  const rules = [];
  let path = '';
  for (const line of text.split('\n')) {
    const header = line.match(/^\s+([\w-]+):\s*(.+)$/);
    if (!header && line.trim()) path = line.trim();
    if (!header) continue;
    const [of, [, name, value]] = [path, header];
    rules.push({ name, value, matches: asked => (of.endsWith('*') ? asked.startsWith(of.slice(0, -1)) : asked === of) });
  }
  return rules;
}
