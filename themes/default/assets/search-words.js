// Where words begin and end, and the form in which all ways to write one are equal. The build does the same to the texts
// (src/search/words.rs); tests/search/words.json keeps the two equal. Types: tests/search/types.d.ts.
"use strict";

const gradusWords = (() => {
  const LETTER = "\\p{Alphabetic}\\p{N}\\p{M}";
  // Thai, Lao, Burmese, Khmer, Kana, Han: no spaces between words, so each two characters in a row are one.
  const UNSPACED = `(?=[${LETTER}])[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]\\p{M}*`;
  const ONE = new RegExp(UNSPACED, "gu");
  const RUN = new RegExp(`(?:${UNSPACED})+|(?:(?!${UNSPACED})[${LETTER}])+(?:['’]\\p{Alphabetic}(?![${LETTER}]))?`, "gu");
  // Accents that readers may leave out, and what no word has.
  const DROPPED = new RegExp(`[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]|[^${LETTER}]`, "gu");
  /** @type {Record<string, string>} */
  const PLAIN = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ı: "i", ł: "l", đ: "d", ð: "d", þ: "th", ħ: "h", ς: "σ" };

  /** @param {string} word */
  function fold(word) {
    const small = word.normalize("NFKD").toLowerCase().replace(DROPPED, "");
    return small.replace(/[^\0-~]/g, (letter) => PLAIN[letter] || letter);
  }

  /**
   * The words of a text, folded, and where they stand.
   * @param {string} text
   * @returns {GradusWord[]}
   */
  return (text) => {
    /** @type {GradusWord[]} */
    const found = [];
    /** @param {number} from @param {number} to */
    const add = (from, to) => {
      const word = fold(text.slice(from, to));
      if (word) found.push({ word, from, to });
    };
    for (const { 0: run, index = 0 } of text.matchAll(RUN)) {
      const ones = [...run.matchAll(ONE)].map((one) => index + (one.index || 0));
      const to = index + run.length;
      if (ones.length < 2) add(index, to);
      for (let i = 0; i + 1 < ones.length; i++) add(ones[i], ones[i + 2] || to);
    }
    return found;
  };
})();
