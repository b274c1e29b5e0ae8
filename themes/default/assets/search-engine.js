// The search itself: a query goes in, an answer comes out. It knows no page. What the files hold is written by
// src/search/; types are in tests/search/types.d.ts.
"use strict";

/** @type {GradusSearch} */
const gradusSearch = (head, load) => {
  /** @type {(text: string) => GradusWord[]} */
  const words = typeof module === "undefined" ? gradusWords : require("./search-words.js");

  /** Numbers as characters. @type {(text: string) => number[]} */
  const numbers = (text) => {
    const all = [];
    for (let i = 0; i < text.length; i++) {
      const code = text.codePointAt(i) || 0;
      if (code > 65535) i++;
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
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle] < word) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  /** Letters that are changed, added, left out or exchanged with the next; past `limit`, anything larger. @type {(one: string, other: string, limit: number) => number} */
  const slips = (one, other, limit) => {
    /** @type {number[]} */
    let before = [];
    let row = Array.from({ length: other.length + 1 }, (_, i) => i);
    for (let i = 1; i <= one.length; i++) {
      const next = [i];
      let least = i;
      for (let j = 1; j <= other.length; j++) {
        let count = Math.min(row[j], next[j - 1], row[j - 1] - (one[i - 1] === other[j - 1] ? 1 : 0)) + 1;
        if (one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) count = Math.min(count, before[j - 2] + 1);
        next.push(count);
        least = Math.min(least, count);
      }
      if (least > limit) return least;
      before = row;
      row = next;
    }
    return row[other.length];
  };

  const known = forms(head.forms);
  /** @type {(word: string) => boolean} */
  const isKnown = (word) => known[place(known, word)] === word;
  const small = new Set(head.small.split(" "));
  const synonyms = head.synonyms.map((entry) => entry.map((phrase) => phrase.split(" ")));
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
  const [STATEMENT, TERM] = ["statement", "term"].map((kind) => facets[4].values.indexOf(kind) + 1);
  const total = kinds.length;

  const loads = new Map([["head", Promise.resolve(/** @type {any} */ (head))]]);
  /** @type {(name: string) => Promise<any>} */
  const file = (name) => {
    const data = loads.get(name) || load(name).then((it) => {
      if (it.v === head.v) return it;
      throw Object.assign(new Error(name), { name: "stale" });
    });
    loads.set(name, data);
    // So that it can be tried again.
    data.catch(() => loads.delete(name));
    return data;
  };

  /** The files that have a word, or words that begin with it. @type {(word: string) => number[]} */
  const filesOf = (word) => {
    const from = Math.max(place(shards, `${word}\0`) - 1, 0);
    return place(shards, `${word}\uffff`) > from + 1 ? [from, from + 1] : [from];
  };

  /** @type {(i: number) => Promise<Part>} */
  const partOf = async (i) => {
    const data = await file(head.files ? `words-${i}` : "head");
    if (!data.part) {
      /** @type {Part} */
      const part = (data.part = { forms: forms(data.forms), terms: [], nth: [], sizes: [], postings: data.postings.split("!"), stands: [] });
      for (const back of numbers(data.terms)) {
        const term = part.sizes.length - back;
        if (!back) part.sizes.push(0);
        part.terms.push(term);
        part.nth.push(part.sizes[term]++);
      }
    }
    return data.part;
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

  /** Whether one is the other, or several of it. @type {(a: string, b: string) => boolean} */
  const isSame = (a, b) => a.replace(/e?s$/, "") === b.replace(/e?s$/, "");

  /** Whether it can be found; in a larger framework that is not known yet. @type {(phrase: string[]) => boolean} */
  const isThere = (phrase) => !!head.files || phrase.every(isKnown);

  /** What stands for a word. @type {(word: string) => string[][]} */
  const others = (word) => synonyms.flatMap((entry) => (entry.some((one) => one.length < 2 && isSame(one[0], word)) ? entry.filter((one) => (one.length > 1 || !isSame(one[0], word)) && isThere(one)) : []));

  /** A query as words and phrases; and the same in other words. @type {(q: string) => string[][][]} */
  const read = (q) => {
    const line = q.split(/["“”„«»]/).flatMap((text, i, all) => {
      const list = words(text).map(({ word }) => word);
      // What nobody has closed yet is no phrase.
      return i % 2 && i < all.length - 1 ? [list] : list.map((word) => [word]);
    }).filter((list) => list.length).slice(0, 32);
    const lines = [line];
    /** @type {(from: number, count: number, list: string[]) => void} */
    const replace = (from, count, list) => {
      if (lines.length < 12 && line.slice(from, from + count).every((it) => it.length < 2)) lines.push([...line.slice(0, from), list, ...line.slice(from + count)]);
    };
    line.forEach(([word], i) => {
      // "cyber security" and "cybersecurity"; "AI-041" and "ai041".
      for (const count of [2, line.length - i]) {
        const whole = line.slice(i, i + count).join("");
        if (count > 1 && (isKnown(whole) || /\d/.test(whole))) replace(i, count, [whole]);
      }
      for (let cut = 1; cut < word.length && word.length > 4 && !isKnown(word); cut++) {
        const halves = [word.slice(0, cut), word.slice(cut)];
        if (halves.every(isKnown)) replace(i, 1, halves);
      }
      // A word's own synonyms are meant along with it; those of several words make another line.
      synonyms.forEach((entry) => entry.forEach((phrase) => {
        if (phrase.length < 2 || !phrase.every((one, j) => line[i + j] && isSame(one, line[i + j][0]))) return;
        for (const other of entry) if (other !== phrase && isThere(other)) replace(i, phrase.length, other);
      }));
    });
    return lines;
  };

  /** @type {Map<string, { form: string, worth: number }[]>} */
  const guessed = new Map();
  /** The words that one may be a slip for, best first. @type {(word: string) => { form: string, worth: number }[]} */
  const guesses = (word) => {
    const { length } = word;
    if (length < 4 || /\d/.test(word) || isKnown(word)) return [];
    const limit = length < 8 ? 1 : 2;
    const found = guessed.get(word) || known.flatMap((form) => {
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

  /** What may be meant by a word or a phrase. @type {(list: string[], isLast: boolean, parts: Part[]) => Slot} */
  const mean = (list, isLast, parts) => {
    /** @type {(form: string) => Term | null} */
    const find = (form) => {
      const part = parts[filesOf(form)[0]];
      const at = place(part.forms, form);
      return part.forms[at] === form ? { part, term: part.terms[at], nth: part.nth[at] } : null;
    };
    const terms = list.map(find);
    const found = terms.every((term) => term);
    /** @type {Meant[]} */
    const meant = found ? [{ terms, worth: 1 }] : [];
    const [word] = list;
    const { length } = word;
    const hasDigit = /\d/;
    if (list.length < 2) {
      for (const other of others(word)) {
        const terms = other.map(find);
        if (terms.every((term) => term)) meant.push({ terms, worth: 0.8 });
      }
    }
    const isSaid = meant.length > 0;
    if (list.length < 2 && (isLast || !isSaid)) {
      // Forms that begin with it, or that only end otherwise.
      const start = found || hasDigit.test(word) ? word : word.slice(0, 4);
      for (const part of filesOf(word).map((i) => parts[i])) {
        for (let at = place(part.forms, start); (part.forms[at] || "").startsWith(start); at++) {
          const form = part.forms[at];
          let same = start.length;
          while (same < length && word[same] === form[same]) same++;
          const alike = (2 * same) / (length + form.length);
          const worth = same === length ? (found ? 0.35 : 0.75) * Math.sqrt(length / form.length) : alike > 0.55 ? 0.85 * alike : 0;
          // No word means an id.
          if (worth > 0.3 && (hasDigit.test(word) || !hasDigit.test(form))) meant.push({ terms: [{ part, term: part.terms[at], nth: -1 }], worth });
        }
      }
      for (const { form, worth } of meant.length && length < 6 ? [] : guesses(word)) {
        const term = find(form);
        if (term) meant.push({ terms: [{ ...term, nth: -1 }], worth, guess: form });
      }
    }
    return { list, meant: meant.sort((a, b) => b.worth - a.worth).slice(0, 24) };
  };

  /** How well each record fits, and how much of the query it has. @type {(slots: Slot[]) => Weighed} */
  const weigh = (slots) => {
    const scores = new Float32Array(total);
    const has = new Float32Array(total);
    let sum = 0;
    let need = 0;
    for (const { meant } of slots) {
      const fit = new Float32Array(total);
      const beside = new Float32Array(total);
      /** @type {(list: Float32Array, record: number, worth: number) => void} */
      const put = (list, record, worth) => {
        if (list[record] < worth) list[record] = worth;
      };
      for (const { terms, worth } of meant) {
        const all = terms.map((term) => stands(/** @type {Term} */ (term)));
        if (terms.length > 1) {
          // Small words may have no places: see `answer`.
          const sets = all.flatMap(({ own }, at) => (own.length ? [new Set(own.flatMap((record, i) => (i % 3 ? [] : [record * 65536 + own[i + 1] + 64 - at])))] : []));
          for (const at of sets[0] || []) if (sets.every((set) => set.has(at))) put(fit, Math.floor(at / 65536), worth);
          continue;
        }
        const [{ own, others }] = all;
        const { nth } = /** @type {Term} */ (terms[0]);
        for (let i = 0; i < own.length; i += 3) {
          // An id, its number alone, a title, a text: see src/search/lexicon.rs.
          const at = own[i + 1];
          put(fit, own[i], worth * (at > 15 ? 1 : at > 14 ? 4 : at > 13 ? 1.5 : 1.15) * (nth < 0 || nth === own[i + 2] ? 1 : 0.9));
        }
        others.forEach((records, i) => records.forEach((record) => put(beside, record, worth * (i ? 0.15 : 0.3))));
      }
      let top = 0;
      let count = 0;
      for (let i = 0; i < total; i++) top = Math.max(top, (fit[i] += beside[i]));
      for (let i = 0; i < total; i++) if (fit[i] > top / 2) count++;
      const weight = Math.log(1 + total / (count || 1));
      // What a third of all records have need not be had.
      const isNeeded = count * 3 < total;
      sum += weight;
      if (isNeeded) need += weight;
      for (let i = 0; i < total; i++) {
        // Statements come before what is about them.
        scores[i] += weight * fit[i] * (kinds[i] === STATEMENT ? 1 : 0.5);
        if (isNeeded && fit[i]) has[i] += weight;
      }
    }
    return { scores, has, need, sum };
  };

  /** What a result shows: id, title, text, address. @type {(record: number) => Promise<string[]>} */
  const shown = async (record) => {
    const { records } = await file(head.files ? `records-${record >> 4}` : "head");
    return records[head.files ? record & 15 : record];
  };

  /** All that a query finds, whatever is chosen. @type {(q: string) => Promise<Found>} */
  const seek = async (q) => {
    const lines = read(q);
    /** @type {Part[]} */
    const parts = [];
    /** @type {Slot[][]} */
    const asked = [];
    const value = new Float32Array(total);
    const isWhole = new Uint8Array(total);
    /** @type {(more: string[][][], factor: number) => Promise<void>} */
    const add = async (more, factor) => {
      const needed = more.flat(2).flatMap((word) => [word, ...others(word).flat(), ...guesses(word).map(({ form }) => form)]);
      await Promise.all([...new Set(needed.flatMap(filesOf))].map(async (i) => (parts[i] = await partOf(i))));
      more.forEach((line, at) => {
        const said = line.filter((list) => list.length > 1 || !small.has(list[0]));
        const slots = (said.length ? said : line).map((list) => mean(list, list === line[line.length - 1], parts));
        asked.push(slots);
        const { scores, has, need, sum } = weigh(slots);
        for (let i = 0; i < total; i++) {
          if (!scores[i]) continue;
          const share = need ? has[i] / need : 1;
          if (share > 0.999) isWhole[i] = 1;
          else if (factor < 1) continue;
          value[i] = Math.max(value[i], ((scores[i] * share * share * share) / sum) * (at ? 0.8 : 1) * factor);
        }
      });
    };
    await add(lines, 1);
    const isStatement = (/** @type {number} */ i) => kinds[i] === STATEMENT;
    const all = Array.from(value.keys()).filter((i) => value[i]);
    const byValue = (/** @type {number} */ a, /** @type {number} */ b) => value[b] - value[a] || a - b;
    if (lines[0].length && !all.some((i) => isWhole[i] && isStatement(i))) {
      // Words of a definition lead to what has the term: "fake email" to phishing.
      const terms = all.filter((i) => isWhole[i] && kinds[i] === TERM).sort(byValue).slice(0, 2);
      const titles = await Promise.all(terms.map(async (i) => (await shown(i))[1].replace(/ \(.*/, "")));
      await add(titles.map((title) => words(title).map(({ word }) => [word])), 0.6);
    }
    const best = [0, 0];
    value.forEach((it, i) => (best[+isStatement(i)] = Math.max(best[+isStatement(i)], it)));
    const top = Math.max(...best);
    /** @type {number[]} */
    const list = [];
    for (let i = 0; i < total; i++) {
      // What lacks a word has to be nearly as good as what has all; statements are held against statements alone.
      const least = isWhole[i] ? 0.2 * top : 0.4 * (isStatement(i) ? best[1] : top);
      if (!lines[0].length || value[i] > Math.max(least, 1e-6)) list.push(i);
    }
    if (lines[0].length) {
      // Statements come first; but what has all of the words, where no statement has, is told before them.
      const told = new Set(list.some((i) => isWhole[i] && isStatement(i)) ? [] : list.filter((i) => isWhole[i]).sort(byValue).slice(0, 2));
      const rank = (/** @type {number} */ i) => (told.has(i) ? 0 : isStatement(i) ? 1 : 2);
      list.sort((a, b) => rank(a) - rank(b) || byValue(a, b));
    }
    /** @type {Set<string>} */
    const marks = new Set();
    const terms = asked.flat().flatMap(({ meant }) => meant.flatMap((it) => it.terms));
    parts.forEach((part) => {
      const ours = new Set(terms.map((it) => it && it.part === part && it.term));
      part.forms.forEach((form, at) => ours.has(part.terms[at]) && marks.add(form));
    });
    const guess = (/** @type {string[]} */ list) => asked[0].filter((slot) => slot.list === list && slot.meant[0]).map(({ meant: [{ guess }] }) => guess)[0];
    return {
      list,
      marks,
      isPartly: list.length > 0 && !list.some((i) => isWhole[i]) && lines[0].length > 0,
      spelling: lines[0].some(guess) ? lines[0].map((list) => guess(list) || list.join(" ")).join(" ") : null,
      phrases: lines[0].filter((list) => list.length > 1).map((list) => new RegExp(` ${list.map((word) => (small.has(word) ? word : "\\S+")).join(" ")} `)),
    };
  };

  /** Which records are chosen, and how many there are for each value. @type {(list: number[], query: GradusQuery) => { kept: number[], counts: GradusCounts }} */
  const narrow = (list, query) => {
    const fits = facets.map(({ name, values, of }) => of.map((inside) => !query[name].length || inside.some((value) => query[name].includes(values[value]))));
    const tallies = facets.map(({ of }) => of.map(() => 0));
    const kept = list.filter((record) => {
      let misses = 0;
      let missed = 0;
      for (let f = 0; f < 5; f++) {
        if (fits[f][facets[f].codes[record]]) continue;
        misses++;
        missed = f;
      }
      // What only one facet leaves out counts for the values of that one.
      for (let f = 0; f < 5; f++) if (!misses || (misses < 2 && f === missed)) tallies[f][facets[f].codes[record]]++;
      return !misses;
    });
    const counts = facets.map(({ name, values, of }, f) => {
      const count = values.map(() => 0);
      tallies[f].forEach((tally, code) => of[code].forEach((value) => (count[value] += tally)));
      return [name, Object.fromEntries(values.map((value, i) => [value, count[i]]))];
    });
    return { kept, counts: Object.fromEntries(counts) };
  };

  /** @type {(query: GradusQuery, from: number, to: number) => Promise<GradusAnswer>} */
  const answer = async (query, from, to) => {
    const found = await seek(query.q);
    const { kept, counts } = narrow(found.list, query);
    const isEmpty = !words(query.q).length && facets.every(({ name }) => !query[name].length);
    /** @type {(text: string) => GradusMark[]} */
    const marks = (text) => {
      /** @type {GradusMark[]} */
      const all = [];
      for (const { word, from, to } of words(text).filter(({ word }) => found.marks.has(word))) {
        const last = all[all.length - 1];
        // Words without spaces overlap.
        if (last && last.to > from) last.to = to;
        else all.push({ from, to });
      }
      return all;
    };
    const hits = await Promise.all((isEmpty ? [] : kept.slice(from, to)).map(async (record) => {
      const [id, title, text, href] = await shown(record);
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
    // Where a phrase has small words, anything may stand there until the text is known.
    const sound = hits.filter(({ title, text }) => found.phrases.every((phrase) => [title, text].some((it) => phrase.test(` ${words(it).map(({ word }) => word).join(" ")} `))));
    return {
      counts,
      hits: sound,
      total: isEmpty ? 0 : kept.length - hits.length + sound.length,
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
    facets: Object.fromEntries(head.facets.map(({ names, values }) => [names, values])),
    ask: (query, { from = 0, limit = 10 } = {}) => answer(query, from, from + limit),
    all: async (query) => (await answer(query, 0, total)).hits,
  };
};

if (typeof module !== "undefined") module.exports = gradusSearch;
