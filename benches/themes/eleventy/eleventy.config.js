// Templates are JavaScript functions, which is the fastest of Eleventy's template languages.

const LIST_LIMIT = 500;
const LEVELS = [1, 2, 3, 4];
const ARCHETYPES = ["creator", "driver", "embedder", "shaper", "user"];

// A list that may be long, cut into the pages that it takes.
function parts(kind, key, title, items) {
  const result = [];
  const count = Math.max(1, Math.ceil(items.length / LIST_LIMIT));
  for (let number = 1; number <= count; number++) {
    const base = `/${kind}/${key}/`;
    const address = (n) => (n === 1 ? base : `${base}page/${n}/`);
    result.push({
      title,
      url: address(number),
      items: items.slice((number - 1) * LIST_LIMIT, number * LIST_LIMIT),
      previous: number > 1 ? address(number - 1) : null,
      next: number < count ? address(number + 1) : null,
    });
  }
  return result;
}

const itemsOf = (api) => api.getAll().filter((page) => page.data.process);
const folderOf = (page) => page.url.replace(/[^/]+\/$/, "");
const title = (word) => word[0].toUpperCase() + word.slice(1);

export default function (config) {
  config.setUseGitIgnore(false);
  config.addPassthroughCopy("style.css");

  // The items of each sub-domain, and each item's neighbours: found once, as a search for each page would be quadratic.
  config.addCollection("itemsByGroup", (api) => {
    const groups = {};
    for (const page of itemsOf(api)) (groups[folderOf(page)] ??= []).push(page);
    for (const items of Object.values(groups)) items.sort((a, b) => (a.data.id < b.data.id ? -1 : 1));
    return groups;
  });
  config.addCollection("neighbours", (api) => {
    const result = {};
    const items = itemsOf(api).sort((a, b) => (a.data.id < b.data.id ? -1 : 1));
    const near = (page, other) => (other && folderOf(other) === folderOf(page) ? other : undefined);
    items.forEach((page, at) => {
      result[page.url] = [near(page, items[at - 1]), near(page, items[at + 1])];
    });
    return result;
  });
  config.addCollection("domains", (api) => api.getAll().filter((page) => page.data.layout === "domain.11ty.js"));
  config.addCollection("subDomains", (api) => {
    const groups = {};
    for (const page of api.getAll()) {
      if (page.data.layout === "sub-domain.11ty.js") (groups[folderOf(page)] ??= []).push(page);
    }
    return groups;
  });
  config.addCollection("levelParts", (api) => {
    const items = itemsOf(api);
    return LEVELS.flatMap((level) =>
      parts("levels", level, `Level ${level}`, items.filter((page) => page.data.level === level)),
    );
  });
  config.addCollection("archetypeParts", (api) => {
    const items = itemsOf(api);
    return ARCHETYPES.flatMap((name) =>
      parts("archetypes", name, title(name), items.filter((page) => page.data.archetypes.includes(name))),
    );
  });

  return {
    dir: { input: "content", includes: "../_includes" },
    templateFormats: ["md", "11ty.js"],
    // The texts hold no template language, so none has to look through them.
    markdownTemplateEngine: false,
  };
}
