import { escape, page, titled } from "./page.js";

export function render(data) {
  const [, , domain, subDomain] = data.page.url.split("/");
  const number = domain.slice("domain-".length);
  const crumbs = [
    ["/", "Benchmark framework"],
    ["/domains/", "Domains"],
    [`/domains/${domain}/`, `Domain ${number}`],
    [`/domains/${domain}/${subDomain}/`, `Sub-domain ${number}.${subDomain.slice("sub-".length)}`],
  ];
  const archetypes = data.archetypes.map((name) => `<dd><a href="/archetypes/${name}/">${titled(name)}</a></dd>`);
  const previous = data.collections.previous[data.page.url];
  const neighbours = previous
    ? `<nav aria-label="Neighbours"><a rel="prev" href="${previous.url}">${previous.data.id}</a></nav>`
    : "";
  return page(
    data,
    crumbs,
    `<main data-pagefind-body>
<h1><span class="id">${data.id}</span> ${escape(data.title)}</h1>
<dl>
<dt>Level</dt><dd><a href="/levels/${data.level}/">Level ${data.level}</a></dd>
<dt>For</dt>${archetypes.join("")}
<dt>Thinking skill</dt><dd>${titled(data.process)}</dd>
</dl>
${data.content}
${neighbours}
</main>`,
  );
}
