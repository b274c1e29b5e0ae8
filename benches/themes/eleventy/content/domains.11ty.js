import { links, page } from "../_includes/page.js";

export const data = { title: "Domains", permalink: "/domains/" };

export function render(data) {
  const domains = data.collections.domains.map(({ url, data: { title } }) => ({ url, title }));
  return page(data, [["/", "Benchmark framework"]], `<main id="main">\n<h1>Domains</h1>\n${links(domains)}\n</main>`);
}
