// @ts-check
// Keeps a previewed page true. The server says when something has changed; this asks whether this very page has, and
// only then loads it again, at the place where it was being read. What is wrong with the sources is laid over the page.
//
// A hidden tab listens to nothing: browsers allow six connections to a server, and a seventh page would not load. When
// it is seen again it connects, hears the state of now and catches up.
"use strict";

(() => {
  /**
   * @typedef {{ severity: string, title: string, place: string | null, text: string }} Finding
   * @typedef {{ errors: number, warnings: number, notes: number }} Counts
   * @typedef {{ version: number, counts: Counts, findings: Finding[] }} News
   */

  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const tag = `"${script.dataset.etag}"`;
  const isSites = script.dataset.maker === "site";

  restorePlace();
  // The server's own pages name their findings themselves.
  const report = isSites ? overlay() : undefined;
  listen();

  // ---- Listening

  function listen() {
    /** @type {EventSource | undefined} */
    let source;
    let retry = 0;
    let seen = Number(script.dataset.version);
    let isBack = false;

    const connect = () => {
      clearTimeout(retry);
      if (source || document.hidden) return;
      source = new EventSource("/.gradus/events");
      source.addEventListener("message", event => {
        /** @type {News} */
        const news = JSON.parse(event.data);
        report?.(news);
        // After a break the number may be that of another run of the server, so it says nothing.
        if (news.version !== seen || isBack) check();
        seen = news.version;
        isBack = false;
      });
      source.addEventListener("error", () => {
        isBack = true;
        // A browser connects again by itself, unless something answered that is not an event stream.
        if (source?.readyState !== EventSource.CLOSED) return;
        disconnect();
        retry = setTimeout(connect, 2000);
      });
    };
    const disconnect = () => {
      source?.close();
      source = undefined;
      isBack = true;
    };
    document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
    connect();
  }

  // ---- Loading again

  let isChecking = false;
  let isCheckWanted = false;

  // One at a time; what comes in between is one more check, since only the newest state counts.
  async function check() {
    isCheckWanted = true;
    if (isChecking) return;
    isChecking = true;
    while (isCheckWanted) {
      isCheckWanted = false;
      if ((await hasChanged()) && !document.hidden) {
        keepPlace();
        location.reload();
      }
    }
    isChecking = false;
  }

  async function hasChanged() {
    try {
      const answer = await fetch(location.pathname + location.search, { method: "HEAD", cache: "no-store" });
      // A page that cannot be made now is better read as it was.
      const isWorthIt = answer.status === 200 || answer.status === 404 || !isSites;
      return isWorthIt && answer.headers.get("ETag") !== tag;
    } catch {
      return false; // The server has gone. When it is back, it is asked again.
    }
  }

  // ---- The place where the page was being read

  function keepPlace() {
    const focus = document.activeElement?.id ?? "";
    store(placeKey(), JSON.stringify({ x: scrollX, y: scrollY, focus }));
  }

  function restorePlace() {
    const kept = take(placeKey());
    if (!kept) return;
    const { x, y, focus } = JSON.parse(kept);
    /** @type {ScrollToOptions} */
    const place = { left: x, top: y, behavior: "instant" };
    const refocus = () => {
      if (focus && document.activeElement === document.body) document.getElementById(focus)?.focus({ preventScroll: true });
    };
    refocus();
    // The theme's own script, which runs after this one, may show the field only then.
    addEventListener("DOMContentLoaded", refocus, { once: true });
    scrollTo(place);
    // Images may have made the page longer since; somebody who has scrolled meanwhile is left alone.
    const reached = scrollY;
    addEventListener("load", () => scrollY === reached && scrollTo(place), { once: true });
  }

  function placeKey() {
    return `gradus place ${location.pathname}`;
  }

  // Storage may be refused to this page. Nothing depends on it but comfort.

  /** @param {string} key @param {string} value */
  function store(key, value) {
    try {
      sessionStorage.setItem(key, value);
    } catch {}
  }

  /** @param {string} key */
  function stored(key) {
    try {
      return sessionStorage.getItem(key);
    } catch {
      return null;
    }
  }

  /** @param {string} key */
  function take(key) {
    const value = stored(key);
    try {
      sessionStorage.removeItem(key);
    } catch {}
    return value;
  }

  // ---- The overlay

  /** Gives the function that shows what is wrong now. It stands in a shadow root, out of reach of the theme's styles. */
  function overlay() {
    const hiddenKey = "gradus hidden";
    const host = document.createElement("gradus-findings");
    const shadow = host.attachShadow({ mode: "open" });
    const style = element("link", { rel: "stylesheet", href: "/.gradus/live.css" });
    const heading = element("h2", { id: "heading" });
    const alarm = element("div", { role: "alert" }, heading);
    const hide = element("button", { type: "button" });
    const list = element("ol", { className: "findings" });
    const more = element("p", { className: "more" });
    const scroller = element("div", { className: "scroller", tabIndex: 0, role: "group" }, list, more);
    const panel = element("section", { className: "panel" }, element("header", {}, alarm, hide), scroller);
    const badge = element("button", { type: "button", className: "badge" });
    hide.textContent = "Hide";
    panel.setAttribute("aria-labelledby", "heading");
    scroller.setAttribute("aria-labelledby", "heading");
    shadow.append(style, panel, badge);
    // Until its style is there it would stand unstyled over the page. The style sheet shows it; without one, this does.
    host.hidden = true;
    style.addEventListener("error", () => (host.hidden = false));

    let shown = "";
    let isOpen = false;

    hide.addEventListener("click", close);
    badge.addEventListener("click", () => {
      take(hiddenKey);
      open(true);
      hide.focus();
    });
    document.addEventListener("keydown", event => {
      if (event.key === "Escape" && isOpen && host.isConnected && !event.defaultPrevented) close();
    });

    /** @param {boolean} yes */
    function open(yes) {
      isOpen = yes;
      panel.hidden = !yes;
      badge.hidden = yes;
    }

    // Hidden until the next change, on the next page too.
    function close() {
      const hadFocus = shadow.activeElement !== null;
      store(hiddenKey, shown);
      open(false);
      if (hadFocus) badge.focus();
    }

    /** @param {News} news */
    return ({ counts, findings }) => {
      const now = JSON.stringify([counts, findings.map(it => [it.title, it.place])]);
      if (now === shown) return;
      shown = now;
      if (!findings.length) {
        take(hiddenKey);
        open(false);
        host.remove();
        return;
      }
      const count = counted(counts);
      const kind = counts.errors ? "error" : "warning";
      host.dataset.severity = kind;
      // An error is said aloud; warnings wait until somebody asks for them.
      if (counts.errors) alarm.setAttribute("role", "alert");
      else alarm.removeAttribute("role");
      open(counts.errors > 0 && stored(hiddenKey) !== now);
      if (!host.isConnected) document.documentElement.append(host);
      heading.textContent = counts.errors ? `${count}: the page shows the last good version` : count;
      badge.textContent = count;
      badge.setAttribute("aria-label", `${count}: show`);
      list.replaceChildren(...findings.map(item));
      const left = counts.errors + counts.warnings + counts.notes - findings.length;
      more.hidden = left === 0;
      more.textContent = `And ${left} more.`;
      scroller.scrollTop = 0;
    };
  }

  /** @param {Finding} finding */
  function item({ severity, title, place, text }) {
    /** @type {HTMLElement[]} */
    const parts = [element("h3", { textContent: title })];
    if (place) parts.push(element("p", { className: "place", textContent: place }));
    if (text) parts.push(element("pre", { tabIndex: 0, textContent: text }));
    const li = element("li", { className: "finding" }, ...parts);
    li.dataset.severity = severity;
    return li;
  }

  /** `2 errors, 1 warning`. @param {Counts} counts */
  function counted({ errors, warnings, notes }) {
    /** @type {[number, string][]} */
    const kinds = [[errors, "error"], [warnings, "warning"], [notes, "note"]];
    return kinds.filter(([count]) => count).map(([count, kind]) => `${count} ${kind}${count === 1 ? "" : "s"}`).join(", ");
  }

  /**
   * Text comes in as `textContent` alone, so no finding can bring an element with it.
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name
   * @param {Partial<HTMLElementTagNameMap[Name]>} properties
   * @param {...Node} children
   * @returns {HTMLElementTagNameMap[Name]}
   */
  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }
})();
