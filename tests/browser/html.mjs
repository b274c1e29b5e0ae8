// Reads the tags of a page. Enough for what gradus writes, which html-validate checks for being well formed.
const TAG = /<!--[^]*?-->|<([a-z][a-z0-9-]*)((?:\s+[^\s=>"'/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*\/?>/gi;
const ATTRIBUTE = /([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** The opening tags in order: `{ name, at, end, attributes }`, names in small letters, values decoded. */
export function tags(html) {
  const found = [];
  for (const match of html.matchAll(TAG)) {
    if (!match[1]) continue;
    const attributes = {};
    for (const [, name, ...values] of match[2].matchAll(ATTRIBUTE)) {
      attributes[name.toLowerCase()] = decode(values.find(value => value !== undefined) ?? '');
    }
    found.push({ name: match[1].toLowerCase(), at: match.index, end: match.index + match[0].length, attributes });
  }
  return found;
}

/** Text with its character references resolved. */
export function decode(text) {
  return text.replace(/&(?:#x([0-9a-f]+)|#([0-9]+)|([a-z]+));/gi, (whole, hex, decimal, name) => {
    if (name) return NAMED[name] ?? whole;
    return String.fromCodePoint(hex ? parseInt(hex, 16) : parseInt(decimal, 10));
  });
}

/** Everything that a page points at: `{ tag, attribute, value }`. */
export function references(html) {
  const found = [];
  for (const tag of tags(html)) {
    for (const attribute of ['href', 'src', 'action', 'formaction', 'poster', 'xlink:href', 'data', 'cite']) {
      if (attribute in tag.attributes) found.push({ tag, attribute, value: tag.attributes[attribute] });
    }
    for (const part of tag.attributes.srcset?.split(',') ?? []) {
      found.push({ tag, attribute: 'srcset', value: part.trim().split(/\s+/)[0] });
    }
  }
  return found;
}

/** The links that a person can follow. */
export function links(html) {
  return tags(html).filter(tag => tag.name === 'a' && 'href' in tag.attributes).map(tag => tag.attributes.href);
}
