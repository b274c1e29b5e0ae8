// One page of every kind: the largest, which shows the most of what such a page can hold.
import { pages } from './site.mjs';

const KINDS = {
  'home page': /^$/,
  'list of domains': /^domains\/$/,
  'domain': /^domains\/[^/]+\/$/,
  'sub-domain': /^domains\/[^/]+\/[^/]+\/$/,
  'area in a sub-domain': /^domains\/[^/]+\/[^/]+\/[^/]+\/$/,
  'capability': /^capabilities\/(?!a-to-z\/|in\/)[^/]+\/$/,
  'table of capabilities': /^capabilities\/$/,
  'search': /^search\/$/,
  'A to Z': /^capabilities\/a-to-z\/$/,
  'list of archetypes': /^archetypes\/$/,
  'archetype': /^archetypes\/(?!compare\/)[^/]+\/$/,
  'comparison of archetypes': /^archetypes\/compare\/$/,
  'list of levels': /^levels\/$/,
  'level': /^levels\/[^/]+\/$/,
  'taxonomy': /^taxonomy\/$/,
  'process': /^taxonomy\/[^/]+\/$/,
  'matrix': /^matrix\/$/,
  'list of checklists': /^checklists\/$/,
  'page that says whether a sheet still stands': /^c\/level-\d+\/$/,
  'page that says so of a free choice': /^c\/$/,
  "learner's sheet": /^checklists\/(?!.*\/as-)level-\d+\/$/,
  "assessor's sheet": /^checklists\/level-\d+\/as-assessor\/$/,
  'induction sheet': /^checklists\/level-\d+\/as-induction\/$/,
  'roster': /^checklists\/level-\d+\/as-roster\/$/,
  'sheet in large print': /^checklists\/level-\d+\/as-large-print\/$/,
  'blank sheet': /^checklists\/level-\d+\/as-blank\/$/,
  'sheet of a group': /^checklists\/level-\d+\/in\/(?!.*\/as-).+\/$/,
  'sheet of an archetype': /^checklists\/archetype-[^/]+\/$/,
  'sheet of a profile': /^checklists\/profile-[^/]+\/$/,
  'list of profiles': /^profiles\/$/,
  'profile': /^profiles\/[^/]+\/$/,
  'list of resources': /^resources\/$/,
  'resource': /^resources\/[^/]+\/$/,
  'list of mappings': /^mappings\/$/,
  'mapping': /^mappings\/[^/]+\/$/,
  'glossary': /^glossary\/$/,
  'list of releases': /^releases\/$/,
  'release': /^releases\/[^/]+\/$/,
  'release as it was': /^v\/[^/]+\/$/,
  'group as it was': /^v\/[^/]+\/domains\/.+\/$/,
  'capability as it was': /^v\/[^/]+\/capabilities\/[^/]+\/$/,
  'author\'s own page': /^(about|accessibility|contribute|faq|how-it-is-made|how-to-use|run-a-session)\/$/,
  'page that is not there': /^404\.html$/,
};

/** `[kind, page]` for each kind; a kind without a page is an error, not a pass. */
export const kinds = Object.entries(KINDS).map(([kind, shape]) => {
  const such = pages.filter(page => shape.test(page.address));
  if (such.length === 0) throw new Error(`the site has no ${kind}`);
  return [kind, such.reduce((a, b) => (b.html.length > a.html.length ? b : a))];
});
