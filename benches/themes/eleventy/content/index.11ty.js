import { links, page } from "../_includes/page.js";

export const data = { title: "Benchmark framework" };

export function render(data) {
  const { domains, levelParts, archetypeParts } = data.collections;
  return page(
    data,
    [],
    `<main id="main">
<h1>Benchmark framework</h1>
<p>A framework to measure with.</p>
${links(domains.map(({ url, data: { title } }) => ({ url, title })))}
${links(levelParts.filter((part) => !part.previous))}
${links(archetypeParts.filter((part) => !part.previous))}
</main>`,
  );
}
