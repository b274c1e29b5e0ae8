import { escape, linked, page, titled } from "./page.js";

export function render(data) {
  const [, , domain, subDomain] = data.page.url.split("/");
  const number = domain.slice("domain-".length);
  const group = `/domains/${domain}/${subDomain}/`;
  const groupTitle = `Sub-domain ${number}.${subDomain.slice("sub-".length)}`;
  const crumbs = [
    ["/", "Benchmark framework"],
    ["/domains/", "Domains"],
    [`/domains/${domain}/`, `Domain ${number}`],
    [group, groupTitle],
  ];
  const { id, level, title } = data;
  const steps = [1, 2, 3, 4].map((step) => (step <= level ? '<i class="on"></i>' : "<i></i>"));
  const archetypes = data.archetypes.map((name) => `<a href="/archetypes/${name}/">${titled(name)}</a>`);
  const above = data.collections.itemsByGroup[group].filter((item) => item.data.level === level + 1).slice(0, 12);
  const [previous, next] = data.collections.neighbours[data.page.url];
  const way = (rel, word, item) => item ? `<a rel="${rel}" href="${item.url}"><span>${word}</span> ${item.data.id}</a>` : "";
  return page(
    data,
    crumbs,
    `<main id="main">
<div data-pagefind-body>
<p class="kicker"><a href="${group}">${groupTitle}</a></p>
<h1><span class="id">${id}</span> ${escape(title)}</h1>
<section class="card" id="level-${level}" aria-label="Statement">
<dl class="facts">
<div><dt>Level</dt><dd><span class="steps" aria-hidden="true">${steps.join("")}</span><a href="/levels/${level}/">Level ${level} of 4: Level ${level}</a></dd></div>
<div><dt>For</dt><dd>${archetypes.join(", ")}</dd></div>
<div><dt>Thinking skill</dt><dd>${titled(data.process)}</dd></div>
</dl>
</section>
<section aria-labelledby="guidance">
<h2 id="guidance">Guidance</h2>
<div class="prose">${data.content}</div>
</section>
</div>
${above.length ? `<section aria-labelledby="next">\n<h2 id="next">What level ${level + 1} adds here</h2>\n${linked(above)}\n</section>` : ""}
${next ? `<section aria-labelledby="back">\n<h2 id="back">Referred to by</h2>\n${linked([next])}\n</section>` : ""}
<section aria-labelledby="cite">
<h2 id="cite">Cite and reuse</h2>
<p class="cite">${id}, in: Benchmark framework, version 1.0.0. https://example.org${data.page.url}</p>
</section>
<nav class="neighbours" aria-label="Neighbours">${way("prev", "Previous", previous)}${way("next", "Next", next)}</nav>
</main>`,
  );
}
