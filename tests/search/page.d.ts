// What a page of the search has besides, for the check of types.

interface Window {
  /** Called by each data file with its name. */
  gradusSearchData: (name: string, data: any) => void;
}
