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
<title>${escape(data.title)} - Benchmark framework</title>
<link rel="canonical" href="https://example.org${data.page.url}">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header>
<a href="/">Benchmark framework</a>
<nav aria-label="Main"><ul>
<li><a href="/domains/">Domains</a></li>
<li><a href="/levels/">Levels</a></li>
<li><a href="/archetypes/">Archetypes</a></li>
</ul></nav>
</header>
<nav aria-label="Breadcrumb"><ol>
${trail}</ol></nav>
${main}
</body>
</html>
`;
}

export const links = (pages) =>
  `<ul>\n${pages.map(({ url, title }) => `<li><a href="${url}">${escape(title)}</a></li>\n`).join("")}</ul>`;

export const statements = (items) =>
  `<ul>\n${items
    .map(
      ({ url, data }) =>
        `<li><a href="${url}">${escape(data.title)}</a> <span class="tags"><span class="id">${data.id}</span> ` +
        `${data.archetypes.join(", ")} ${data.process}</span></li>\n`,
    )
    .join("")}</ul>`;

// One page of a list by level or archetype.
export function part(data, crumbs) {
  const { title, items, previous, next } = data.part;
  return page(
    { ...data, title },
    crumbs,
    `<main>
<h1>${escape(title)}</h1>
<p>What it means.</p>
${statements(items)}
${previous ? `<a rel="prev" href="${previous}">Previous</a>` : ""}
${next ? `<a rel="next" href="${next}">Next</a>` : ""}
</main>`,
  );
}
