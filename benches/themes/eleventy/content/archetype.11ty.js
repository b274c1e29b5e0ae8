import { part } from "../_includes/page.js";

export const data = {
  pagination: { data: "collections.archetypeParts", size: 1, alias: "part" },
  permalink: (data) => data.part.url,
};

export const render = (data) => part(data, [["/", "Benchmark framework"], ["/archetypes/", "Archetypes"]]);
