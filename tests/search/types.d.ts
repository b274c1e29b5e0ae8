// What the scripts of the search hand to each other, for the check of their types.

/** A word, folded, and where it stands: UTF-16 offsets. */
interface GradusWord {
  word: string;
  from: number;
  to: number;
}

type GradusFacet = 'level' | 'archetype' | 'domain' | 'process' | 'kind';
/** `show`: how many results, where it is not as many as usual. */
type GradusQuery = { q: string; show?: number } & Record<GradusFacet, string[]>;
type GradusCounts = Record<GradusFacet, Record<string, number>>;

/** UTF-16 offsets into the shown text. */
interface GradusMark {
  from: number;
  to: number;
}

interface GradusHit {
  /** "statement", "group", "page", "term", "resource", "profile", "mapping", "level", "archetype", "process". */
  kind: string;
  /** Only a statement has one. */
  id: string;
  /** Behind the page's root, with fragment. */
  href: string;
  title: string;
  titleMarks: GradusMark[];
  text: string;
  textMarks: GradusMark[];
  /** 0 where there is none. */
  level: number;
  archetypes: string[];
  /** Slug path; "" where there is none. */
  group: string;
  process: string;
}

interface GradusAnswer {
  total: number;
  hits: GradusHit[];
  /** For each value how many results there would be with it chosen, the other facets as they are. */
  counts: GradusCounts;
  /** A query that finds something, where this one does so only by a slip or not at all. */
  spelling: string | null;
  /** No record has all words; these have the most. */
  partly: boolean;
  /** Where there are no results: each chosen value, and how many there would be without it. */
  without: { facet: GradusFacet; value: string; total: number }[];
}

interface GradusValue {
  value: string;
  title: string;
  /** Of a group: "6.4". */
  number?: string;
  depth?: number;
}

interface GradusEngine {
  facets: Record<GradusFacet, GradusValue[]>;
  ask(query: GradusQuery, part?: { from?: number; limit?: number }): Promise<GradusAnswer>;
  all(query: GradusQuery): Promise<GradusHit[]>;
}

/** `load` hands over a file's data: "words-3". It may be asked again for what failed. */
type GradusSearch = (head: GradusHead, load: (name: string) => Promise<any>) => GradusEngine;

/** What head.js holds; see src/search/head.rs and src/search/facets.rs. */
interface GradusHead {
  v: string;
  page: string;
  facets: { name: GradusFacet; values: GradusValue[]; codes: string; sets?: number[][] }[];
  small: string;
  synonyms: string[][];
  forms: string;
  files?: string[];
  records?: string[][];
}

/** A file of words: forms in order, the term of each, its place among the forms of that, where terms stand. */
interface Part {
  forms: string[];
  terms: number[];
  nth: number[];
  /** How many forms each term has. */
  sizes: number[];
  postings: string[];
  /** By term, once it was asked for. */
  stands: Stands[];
}

interface Term {
  part: Part;
  term: number;
  /** Which form of it; -1 for any. */
  nth: number;
}

interface Stands {
  /** Record, place and form, over and over. */
  own: number[];
  /** Records that do not show it; records below groups that do. */
  others: number[][];
}

/** What may be meant by a word of a query: a term, or several in a row. */
interface Meant {
  terms: Term[];
  worth: number;
  /** Whether the words may also stand apart. */
  isLoose?: boolean;
  /** The word that it is a slip for. */
  guess?: string;
}

/** A word or a phrase of a query, and others that mean the same. */
interface Asked {
  list: string[];
  also: { list: string[]; worth: number }[];
}

interface Weighed {
  scores: Float32Array;
  /** Whether a record has all words that are needed. */
  isWhole(record: number): boolean;
}

interface Found {
  /** Records, what fits best first. */
  list: number[];
  isPartly: boolean;
  /** The forms to mark. */
  marks: Set<string>;
  spelling: string | null;
}
