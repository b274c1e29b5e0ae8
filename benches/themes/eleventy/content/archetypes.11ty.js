import { links, page } from "../_includes/page.js";

export const data = { title: "Archetypes", permalink: "/archetypes/" };

export function render(data) {
  const first = data.collections.archetypeParts.filter((part) => !part.previous);
  return page(data, [["/", "Benchmark framework"]], `<main id="main">\n<h1>Archetypes</h1>\n${links(first)}\n</main>`);
}
