import { escape, page, statements } from "./page.js";

export function render(data) {
  const domain = data.page.url.split("/")[2];
  const crumbs = [
    ["/", "Benchmark framework"],
    ["/domains/", "Domains"],
    [`/domains/${domain}/`, `Domain ${domain.slice("domain-".length)}`],
  ];
  const items = data.collections.itemsByGroup[data.page.url];
  return page(data, crumbs, `<main id="main">\n<h1>${escape(data.title)}</h1>\n${data.content}\n${statements(items)}\n</main>`);
}
