import { links, page } from "../_includes/page.js";

export const data = { title: "Levels", permalink: "/levels/" };

export function render(data) {
  const first = data.collections.levelParts.filter((part) => !part.previous);
  return page(data, [["/", "Benchmark framework"]], `<main id="main">\n<h1>Levels</h1>\n${links(first)}\n</main>`);
}
