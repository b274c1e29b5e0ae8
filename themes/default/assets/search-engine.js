// The search itself: a query goes in, an answer comes out. It knows no page. What the files hold is written by
// src/search/; types are in tests/search/types.d.ts.
"use strict";

/** @type {GradusSearch} */
const gradusSearch = (head, load) => {
  /** @type {(text: string) => string[]} */
  const wordsOf = (text) => gradusWords(text).map(({ word }) => word);

  /** Numbers as characters. @type {(text: string) => number[]} */
  const numbers = (text) => {
    const all = [];
    for (const one of text) {
      const code = one.codePointAt(0) || 0;
      all.push(code - (code > 57343 ? 2083 : 35));
    }
    return all;
  };

  /** Words in order, each told by what it has beyond the one before. @type {(text: string) => string[]} */
  const forms = (text) => {
    let form = "";
    return (text.match(/[A-Z][^A-Z]*/g) || []).map((piece) => (form = form.slice(0, piece.charCodeAt(0) - 65) + piece.slice(1)));
  };

  /** Where a word stands in a list in order, or would. @type {(list: string[], word: string) => number} */
  const place = (list, word) => {
    let from = 0;
    let to = list.length;
    while (from < to) {
      const at = (from + to) >> 1;
      if (list[at] < word) from = at + 1;
      else to = at;
    }
    return from;
  };

  /** Kept, since making them anew for each word takes time. @type {number[][]} */
  const rows = [[], [], []];
  /** Letters that are changed, added, left out or exchanged with the next; past `limit`, anything larger. @type {(one: string, other: string, limit: number) => number} */
  const slips = (one, other, limit) => {
    let [before, row, next] = rows;
    for (let j = 0; j <= other.length; j++) row[j] = j;
    for (let i = 1; i <= one.length; i++) {
      let least = (next[0] = i);
      for (let j = 1; j <= other.length; j++) {
        let count = Math.min(row[j], next[j - 1], row[j - 1] - (one[i - 1] === other[j - 1] ? 1 : 0)) + 1;
        if (one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) count = Math.min(count, before[j - 2] + 1);
        least = Math.min(least, (next[j] = count));
      }
      if (least > limit) return least;
      [before, row, next] = [row, next, before];
    }
    return row[other.length];
  };

  const known = new Set(forms(head.forms));
  // As ids are.
  /** @type {(word?: string) => boolean} */
  const isNumbered = (word = "") => /\d/.test(word);
  const small = new Set(head.small.split(" "));
  /** @type {(list: string[]) => string[]} */
  const singular = (list) => list.map((word) => word.replace(/e?s$/, ""));
  const synonyms = head.synonyms.map((entry) => entry.map((phrase) => phrase.split(" ")).map((list) => ({ list, like: singular(list) })));
  const shards = head.files || [""];

  /** For each facet its name, its values, the code of each record, and the values of each code. */
  const facets = head.facets.map(({ name, values, codes, sets }) => {
    /** @type {number[]} */
    const path = [];
    const of = sets || values.map(({ depth = 0 }, i) => [...path.splice(depth) && path, (path[depth] = i)]);
    let code = 0;
    return { name, values: values.map(({ value }) => value), codes: numbers(codes).map((by) => (code = (code + by) % (of.length + 1))), of: [[], ...of] };
  });
  const kinds = facets[4].codes;
  const total = kinds.length;

  /** @type {Record<string, any>} */
  const loads = { head };
  /** @type {(name: string) => Promise<any>} */
  const file = async (name) => {
    try {
      const data = await (loads[name] = loads[name] || load(name));
      if (data.v !== head.v) throw { name: "stale" };
      return data;
    } catch (error) {
      // So that it can be tried again.
      loads[name] = null;
      throw error;
    }
  };

  /** The files that have a word, or words that begin with it. @type {(word: string) => number[]} */
  const filesOf = (word) => {
    const from = Math.max(place(shards, `${word}\0`) - 1, 0);
    return place(shards, `${word}\uffff`) > from + 1 ? [from, from + 1] : [from];
  };

  /** Of each file of words that was asked for. @type {Part[]} */
  const parts = [];
  /** @type {(i: number) => Promise<void>} */
  const open = async (i) => {
    if (parts[i]) return;
    const data = await file(head.files ? `words-${i}` : "head");
    /** @type {Part} */
    const part = (parts[i] = { forms: forms(data.forms), terms: [], nth: [], sizes: [], postings: data.postings.split("!"), stands: [] });
    for (const back of numbers(data.terms)) {
      const term = part.sizes.length - back;
      if (!back) part.sizes.push(0);
      part.terms.push(term);
      part.nth.push(part.sizes[term]++);
    }
  };

  /** Where a term stands. @type {(term: Term) => Stands} */
  const stands = ({ part, term }) => {
    if (!part.stands[term]) {
      const [values, ...others] = part.postings[term].split(" ").map(numbers);
      const own = [];
      let record = -1;
      for (let i = 0; i < values.length; ) {
        record += 1 + (values[i] >> 1);
        let at = 0;
        for (let left = values[i++] & 1 ? values[i++] + 2 : 1; left; left--) {
          at += Math.floor(values[i] / part.sizes[term]);
          own.push(record, at, values[i++] % part.sizes[term]);
        }
      }
      part.stands[term] = { own, others: others.map((gaps) => ((record = -1), gaps.map((gap) => (record += 1 + gap)))) };
    }
    return part.stands[term];
  };

  /** A query as words and phrases, each with what may stand for it. @type {(q: string) => Asked[]} */
  const read = (q) => {
    const line = q.split(/["“”„«»]/).flatMap((text, i, all) => {
      const list = wordsOf(text);
      // What nobody has closed yet is no phrase.
      return i % 2 && i < all.length - 1 ? [list] : list.map((word) => [word]);
    }).filter((list) => list.length).slice(0, 32).map((list) => ({ list, also: /** @type {Asked["also"]} */ ([]) }));
    const single = line.map(({ list }) => (list.length < 2 ? list[0] : ""));
    /** @type {(from: number, count: number, list: string[], worth: number) => void} */
    const add = (from, count, list, worth) => line.slice(from, from + count).forEach(({ also }) => also.length < 12 && also.push({ list, worth }));
    const like = singular(single);
    single.forEach((word, i) => {
      // "cyber security" and "cybersecurity"; "AI-041" and "ai041".
      for (const count of [2, single.length - i]) {
        const whole = single.slice(i, i + count).join("");
        // Half an id would be another one.
        if (count > 1 && (known.has(whole) || (isNumbered(whole) && !isNumbered(single[i + count])))) add(i, count, [whole], 0.9);
      }
      for (let cut = 1; cut < word.length && word.length > 4 && !known.has(word); cut++) {
        const halves = [word.slice(0, cut), word.slice(cut)];
        if (halves.every((half) => known.has(half))) add(i, 1, halves, 0.9);
      }
      for (const entry of synonyms) {
        for (const phrase of entry) {
          if (!phrase.like.every((one, j) => one === like[i + j])) continue;
          for (const other of entry) if (other !== phrase) add(i, phrase.list.length, other.list, 0.6);
        }
      }
    });
    const said = line.filter(({ list, also }) => list.length > 1 || also.length || !small.has(list[0]));
    return said[0] ? said : line;
  };

  /** @type {Map<string, { form: string, worth: number }[]>} */
  const guessed = new Map();
  /** The words that one may be a slip for, best first. @type {(word: string) => { form: string, worth: number }[]} */
  const guesses = (word) => {
    const { length } = word;
    if (length < 4 || isNumbered(word) || known.has(word)) return [];
    const limit = length < 8 ? 1 : 2;
    const found = guessed.get(word) || [...known].flatMap((form) => {
      const isFirst = form[0] === word[0];
      // What is still being typed may be the beginning of a word.
      const isLonger = form.length > length + limit;
      if (form.length < length - limit || (isLonger && !isFirst)) return [];
      const count = slips(word, isLonger ? form.slice(0, length) : form, limit);
      return count > limit ? [] : [{ form, worth: (isLonger ? 0.6 : 0.75) - 0.15 * count - (isFirst ? 0 : 0.1) }];
    }).sort((a, b) => b.worth - a.worth).slice(0, 6);
    guessed.set(word, found);
    return found;
  };

  /** The word that a phrase is. @type {(list: string[]) => string} */
  const keyOf = (list) => (list[1] ? `0${list.join("")}` : list[0]);

  /**
   * What may be meant by a word or a phrase. A word that `isTyped` may go on; of one that somebody `isSure` of nothing else
   * is thought. @type {(list: string[], isTyped: boolean, isSure: boolean) => Meant[]}
   */
  const mean = (list, isTyped, isSure) => {
    /** @type {(form: string) => any} */
    const find = (form) => {
      const part = parts[filesOf(form)[0]];
      const at = place(part.forms, form);
      return part.forms[at] === form && { part, term: part.terms[at], nth: part.nth[at] };
    };
    // What stands for something else was looked for as a whole.
    const whole = isSure && list[1] && find(keyOf(list));
    const terms = list.map(find);
    const isThere = terms.every(Boolean);
    /** @type {Meant[]} */
    const meant = isThere ? [{ terms, worth: 1, isLoose: isSure }] : [];
    if (whole) meant.push({ terms: [whole], worth: 1 });
    const [word] = list;
    const { length } = word;
    if (!list[1] && (isTyped || !(isThere || isSure))) {
      // Forms that begin with it, or that only end otherwise.
      const start = isThere || isSure || isNumbered(word) ? word : word.slice(0, 4);
      for (const part of filesOf(word).map((i) => parts[i])) {
        for (let at = place(part.forms, start); (part.forms[at] || "").startsWith(start); at++) {
          const form = part.forms[at];
          let same = start.length;
          while (same < length && word[same] === form[same]) same++;
          const alike = (2 * same) / (length + form.length);
          const worth = same === length ? (isThere ? 0.35 : 0.75) * Math.sqrt(length / form.length) : alike > 0.55 ? 0.85 * alike : 0;
          // No word means an id.
          if (worth > 0.3 && (isNumbered(word) || !isNumbered(form))) meant.push({ terms: [{ part, term: part.terms[at], nth: -1 }], worth });
        }
      }
      for (const { form, worth } of isThere || isSure || (meant.length && length < 6) ? [] : guesses(word)) {
        const term = find(form);
        if (term) meant.push({ terms: [{ ...term, nth: -1 }], worth, guess: form });
      }
    }
    return meant;
  };

  /** How well each record fits what was asked: 1 for all of it, as it was asked. @type {(slots: Meant[][]) => Weighed} */
  const weigh = (slots) => {
    const scores = new Float32Array(total);
    const has = new Float32Array(total);
    let need = 0;
    let sum = 0;
    for (const meant of slots) {
      const fit = new Float32Array(total);
      const beside = new Float32Array(total);
      let count = 0;
      /** @type {(list: Float32Array, record: number, worth: number) => void} */
      const put = (list, record, worth) => {
        list[record] = Math.max(list[record], worth);
      };
      for (const { terms, worth, isLoose } of meant) {
        const all = terms.map(stands);
        if (terms.length > 1) {
          // Small words may have no places: see `sound`.
          const sets = all.flatMap(({ own }, at) => (own.length ? [new Set(own.flatMap((record, i) => (i % 3 ? [] : [record * 65536 + own[i + 1] + 64 - at])))] : []));
          for (const at of sets[0] || []) if (sets.every((set) => set.has(at))) put(fit, Math.floor(at / 65536), worth);
          if (isLoose) weigh(terms.filter((_, i) => all[i].own.length).map((term) => [{ terms: [term], worth }])).scores.forEach((score, i) => put(fit, i, score));
          continue;
        }
        const [{ own, others }] = all;
        const [{ nth }] = terms;
        for (let i = 0; i < own.length; i += 3) {
          // An id, its number alone, a title, a text: see src/search/lexicon.rs.
          const at = own[i + 1];
          put(fit, own[i], worth * (at > 15 ? 1 : at > 14 ? 4 : at > 13 ? 1.5 : 1.15) * (nth < 0 || nth === own[i + 2] ? 1 : 0.9));
        }
        others.forEach((records, i) => records.forEach((record) => put(beside, record, worth * (i ? 0.15 : 0.3))));
        // How rare it is, the likeliest meaning says.
        if (!count) for (let i = 0; i < total; i++) if (fit[i] + beside[i] >= worth / 2) count++;
      }
      const weight = Math.log(1 + total / (count || 1));
      // What a third of all records have need not be had.
      const isNeeded = count * 3 < total;
      sum += weight;
      if (isNeeded) need += weight;
      for (let i = 0; i < total; i++) {
        const worth = fit[i] + beside[i];
        scores[i] += weight * worth;
        if (isNeeded && worth) has[i] += weight;
      }
    }
    // What lacks a word falls behind twice.
    for (let i = 0; i < total; i++) scores[i] *= (need ? has[i] / need : 1) / (sum || 1);
    return { scores, isWhole: (i) => has[i] > need * 0.999 };
  };

  /** A record as its file has it: id, title, text, address. @type {(record: number) => Promise<string[]>} */
  const recordOf = async (record) => {
    const { records } = await file(head.files ? `records-${record >> 4}` : "head");
    return records[head.files ? record & 15 : record];
  };

  /** Without what lacks a phrase. Of small words the index has no places: there the texts tell. @type {(list: number[], line: Asked[], slots: Meant[][]) => Promise<number[]>} */
  const sound = async (list, line, slots) => {
    for (const [i, { list: words }] of line.entries()) {
      if (!words[1] || !words.some((word) => small.has(word))) continue;
      const { scores } = weigh([slots[i]]);
      const phrase = new RegExp(` ${words.map((word) => (small.has(word) ? word : "\\S+")).join(" ")} `);
      const likely = list.filter((record) => scores[record]);
      const texts = await Promise.all(likely.map(recordOf));
      list = likely.filter((_, at) => texts[at].slice(1, 3).some((text) => phrase.test(` ${wordsOf(text).join(" ")} `)));
    }
    return list;
  };

  /** All that a query finds, whatever is chosen. @type {(q: string) => Promise<Found>} */
  const seek = async (q) => {
    const line = read(q);
    const needed = line.flatMap(({ list, also }) => [
      ...list.flatMap((word) => [word, ...guesses(word).map(({ form }) => form)]),
      ...also.flatMap((other) => [...other.list, keyOf(other.list)]),
    ]);
    await Promise.all([...new Set(needed.flatMap(filesOf))].map(open));
    const slots = line.map(({ list, also }, i) => {
      const isTyped = i === line.length - 1;
      const others = also.flatMap((other) => mean(other.list, isTyped || isNumbered(other.list[0]), true).map((it) => ({ ...it, worth: it.worth * other.worth })));
      return [...mean(list, isTyped, false), ...others].sort((a, b) => b.worth - a.worth).slice(0, 24);
    });
    const { scores, isWhole } = weigh(slots);
    let best = 0;
    // Statements come before what is about them.
    for (let i = 0; i < total; i++) best = Math.max(best, (scores[i] *= kinds[i] > 1 ? 0.25 : 1));
    // What fits best first, then the framework's order. Putting thousands on heaps is quicker than sorting them.
    /** @type {number[][]} */
    const heaps = Array(10001);
    for (let i = 0; i < total; i++) {
      if (line.length && scores[i] <= best * 0.2) continue;
      const at = Math.round(1e4 - 1e4 * (scores[i] / best || 0));
      (heaps[at] = heaps[at] || []).push(i);
    }
    const list = await sound(heaps.flat(), line, slots);
    /** @type {Set<string>} */
    const marks = new Set();
    line.forEach(({ also }) => also.forEach(({ list }) => list.forEach((word) => list.length > 1 && !small.has(word) && marks.add(word))));
    for (const { part, term } of slots.flat().flatMap(({ terms }) => terms)) {
      part.forms.forEach((form, at) => part.terms[at] === term && marks.add(form));
    }
    const guess = slots.map(([meant]) => meant && meant.guess);
    return {
      list,
      marks,
      isPartly: line.length > 0 && list.length > 0 && !list.some(isWhole),
      spelling: guess.some(Boolean) ? line.map(({ list }, i) => guess[i] || list.join(" ")).join(" ") : null,
    };
  };

  /** Which records are chosen, and how many there are for each value. @type {(list: number[], query: GradusQuery) => { kept: number[], counts: GradusCounts }} */
  const narrow = (list, query) => {
    // A bit for each facet that leaves it out.
    const misses = new Uint8Array(total);
    facets.forEach(({ name, values, of, codes }, f) => {
      const fits = of.map((inside) => inside.some((value) => query[name].includes(values[value])));
      if (query[name][0]) for (const record of list) if (!fits[codes[record]]) misses[record] |= 1 << f;
    });
    const counts = facets.map(({ name, values, of, codes }, f) => {
      const tally = of.map(() => 0);
      // What only one facet leaves out counts for the values of that one.
      for (const record of list) if (!(misses[record] & ~(1 << f))) tally[codes[record]]++;
      /** @type {Record<string, number>} */
      const count = Object.fromEntries(values.map((value) => [value, 0]));
      of.forEach((inside, code) => inside.forEach((value) => (count[values[value]] += tally[code])));
      return [name, count];
    });
    return { kept: list.filter((record) => !misses[record]), counts: Object.fromEntries(counts) };
  };

  /** @type {(query: GradusQuery, from: number, to: number) => Promise<GradusAnswer>} */
  const answer = async (query, from, to) => {
    const found = await seek(query.q);
    const { kept, counts } = narrow(found.list, query);
    const isEmpty = !wordsOf(query.q)[0] && facets.every(({ name }) => !query[name][0]);
    /** @type {(text: string) => GradusMark[]} */
    const marks = (text) => {
      /** @type {GradusMark[]} */
      const all = [];
      for (const { word, from, to } of gradusWords(text).filter(({ word }) => found.marks.has(word))) {
        const last = all[all.length - 1];
        // Words without spaces overlap.
        if (last && last.to > from) last.to = to;
        else all.push({ from, to });
      }
      return all;
    };
    const hits = await Promise.all(kept.slice(from, isEmpty ? from : to).map(async (record) => {
      const [id, title, text, href] = await recordOf(record);
      const [levels, archetypes, [group = ""], [process = ""], [kind]] = facets.map(({ values, codes, of }) => of[codes[record]].map((value) => values[value]).reverse());
      return {
        kind, id, title, text, group, process,
        level: Number(levels[0] || 0),
        archetypes: archetypes.reverse(),
        href: href || `capabilities/${id.toLowerCase()}/${head.page}`,
        titleMarks: marks(title),
        textMarks: marks(text),
      };
    }));
    return {
      counts,
      hits,
      total: isEmpty ? 0 : kept.length,
      spelling: found.spelling,
      partly: found.isPartly,
      without: kept.length ? [] : facets.flatMap(({ name }) => query[name].map((value) => ({
        facet: name,
        value,
        total: narrow(found.list, { ...query, [name]: query[name].filter((it) => it !== value) }).kept.length,
      }))),
    };
  };

  return {
    facets: /** @type {any} */ (Object.fromEntries(head.facets.map(({ name, values }) => [name, values]))),
    ask: (query, { from = 0, limit = 10 } = {}) => answer(query, from, from + limit),
    all: async (query) => (await answer(query, 0, total)).hits,
  };
};
