// What all pages share.

export const escape = (text) => text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

export const titled = (word) => word[0].toUpperCase() + word.slice(1);

export function page(data, crumbs, main) {
  const trail = crumbs.map(([url, title]) => `<li><a href="${url}">${escape(title)}</a></li>\n`).join("");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="/style.css">
<title>${data.id ? `${data.id}: ` : ""}${escape(data.title)} - Benchmark framework</title>
${data.id ? `<meta name="description" content="${escape(data.title)}">\n` : ""}<link rel="canonical" href="https://example.org${data.page.url}">
</head>
<body>
<a class="skip" href="#main">Skip to main content</a>
<header class="masthead">
<a class="brand" href="/">Benchmark framework</a>
<form class="seek" role="search" action="/search/">
<label for="search">Search</label>
<div><input id="search" name="q" type="search" autocomplete="off" spellcheck="false"><button type="submit">Search</button></div>
</form>
<nav aria-label="Main"><ul>
<li><a href="/domains/">Domains</a></li>
<li><a href="/levels/">Levels</a></li>
<li><a href="/archetypes/">Archetypes</a></li>
</ul></nav>
</header>
<nav class="crumbs" aria-label="Breadcrumb"><ol>
${trail}</ol></nav>
${main}
<footer class="foot">
<nav aria-label="More"><ul>
<li><a href="/">Home</a></li>
<li><a href="/domains/">Domains</a></li>
<li><a href="/levels/">Levels</a></li>
<li><a href="/archetypes/">Archetypes</a></li>
</ul></nav>
<p>Benchmark framework, version 1.0.0.</p>
</footer>
</body>
</html>
`;
}

export const links = (pages) =>
  `<ul>\n${pages.map(({ url, title }) => `<li><a href="${url}">${escape(title)}</a></li>\n`).join("")}</ul>`;

export const statements = (items) =>
  `<ul class="statements">\n${items
    .map(
      ({ url, data }) =>
        `<li id="c-${data.id}">\n<p class="statement"><a href="${url}">${escape(data.title)}</a></p>\n` +
        `<p class="tags"><span class="id">${data.id}</span> <span>Level ${data.level}</span> ` +
        `<span>${data.archetypes.map(titled).join(", ")}</span> <span>${titled(data.process)}</span></p>\n</li>\n`,
    )
    .join("")}</ul>`;

export const linked = (items) =>
  `<ul class="linked">\n${items
    .map(({ url, data }) => `<li><a href="${url}"><span class="id">${data.id}</span> ${escape(data.title)}</a></li>\n`)
    .join("")}</ul>`;

// One page of a list by level or archetype.
export function part(data, crumbs) {
  const { title, items, previous, next } = data.part;
  return page(
    { ...data, title },
    crumbs,
    `<main id="main">
<h1>${escape(title)}</h1>
<p>What it means.</p>
${statements(items)}
${previous ? `<a rel="prev" href="${previous}">Previous</a>` : ""}
${next ? `<a rel="next" href="${next}">Next</a>` : ""}
</main>`,
  );
}
