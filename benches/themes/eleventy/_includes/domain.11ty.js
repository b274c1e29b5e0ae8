import { escape, page, statements } from "./page.js";

export function render(data) {
  const { subDomains, itemsByGroup } = data.collections;
  const sections = subDomains[data.page.url].map(
    ({ url, data: { title } }) => `<h2><a href="${url}">${escape(title)}</a></h2>\n${statements(itemsByGroup[url])}\n`,
  );
  const crumbs = [["/", "Benchmark framework"], ["/domains/", "Domains"]];
  return page(data, crumbs, `<main id="main">\n<h1>${escape(data.title)}</h1>\n${data.content}\n${sections.join("")}</main>`);
}
