import { part } from "../_includes/page.js";

export const data = {
  pagination: { data: "collections.levelParts", size: 1, alias: "part" },
  permalink: (data) => data.part.url,
};

export const render = (data) => part(data, [["/", "Benchmark framework"], ["/levels/", "Levels"]]);
