// What a page of the search has besides, for the check of types.

interface Window {
  /** Called by each data file with its name. */
  gradusSearchData: (name: string, data: any) => void;
}

interface Window {
  /** Called by each file of statements with its name. */
  gradusPool: (name: string, pool: GradusPool) => void;
}

type GradusSheetFacet = 'level' | 'archetype' | 'domain' | 'profile';
type GradusSheetChoice = Record<GradusSheetFacet, string[]>;

/** A statement of a file; levels, group, archetypes and profiles by position. */
interface GradusStatement {
  id: string;
  level: number;
  text: string;
  group: number;
  meant: number[];
  asked: number[];
  title: string;
  first: number;
}

interface GradusEntry {
  value: string;
  title: string;
  number?: string;
}

/** What a file of statements holds; see src/checklist/pool.rs. Those of releases have no words and no columns. */
interface GradusPool {
  version: string;
  levels: GradusEntry[];
  archetypes: GradusEntry[];
  groups: GradusEntry[];
  profiles: GradusEntry[];
  statements: [string, number, string, number?, number[]?, number[]?, string?, number?][];
  framework: string;
  all: string;
  first: string;
  statement: [string, string];
  level: [string, string];
  ready?: string[];
  retired: Record<string, string[]>;
  columns: Record<string, { head: string; holds: '' | 'id' | 'text' }[]>;
  place: string[];
}
