// What every script of a Waybook page builds on: texts, elements, and a memory that never throws.
//
// `texts/<locale>.js` comes before it and `playbook.js` after it; both only set a property of `window.waybook`.
'use strict';
(() => {
  const waybook = (window.waybook ??= {});
  const html = document.documentElement;

  /** The page's language, and what to put before a path of the site to get a relative address. */
  waybook.lang = html.lang || 'en';
  waybook.root = html.dataset.root ?? '';

  const numbers = new Intl.NumberFormat(waybook.lang);
  const plurals = new Intl.PluralRules(waybook.lang);

  /** A message is a string, or a list of strings, argument names (`{name}`) and choices (`{choose, from, other}`). */
  function write(message, values) {
    if (typeof message === 'string') return message;
    return message.map((piece) => {
      if (typeof piece === 'string') return piece;
      if (piece.name !== undefined) {
        const value = values[piece.name];
        return typeof value === 'number' ? numbers.format(value) : String(value ?? '');
      }
      const value = values[piece.choose];
      const form = typeof value === 'number' ? piece.from[String(value)] ?? piece.from[plurals.select(value)] : piece.from[value];
      return write(form ?? piece.from[piece.other], values);
    }).join('');
  }

  /** The text with that id (it begins with `js-`), in the page's language. */
  waybook.t = (id, values = {}) => {
    const message = waybook.texts?.[id];
    return message === undefined ? id : write(message, values);
  };

  /** An element. Attributes that are `null` or `false` are left out, functions listen, children are text or nodes. */
  waybook.el = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) continue;
      if (typeof value === 'function') element.addEventListener(name.replace(/^on/, ''), value);
      else element.setAttribute(name, value === true ? '' : String(value));
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  };

  /** Calls `work` when the page and every script of it are there. */
  waybook.ready = (work) => {
    if (document.readyState === 'complete' || document.readyState === 'interactive' && waybook.started) work();
    else document.addEventListener('DOMContentLoaded', work, { once: true });
  };
  document.addEventListener('DOMContentLoaded', () => { waybook.started = true; }, { once: true });

  let voice;
  /** Says a text to screen readers when they have finished what they are saying. */
  waybook.announce = (text) => {
    if (!voice) {
      voice = waybook.el('p', { class: 'vh', role: 'status' });
      document.body.append(voice);
    }
    voice.textContent = '';
    // A live region speaks when its text changes, so that the same text twice needs a change in between.
    setTimeout(() => { voice.textContent = text; }, 50);
  };

  /** Hands a file to the reader. */
  waybook.download = (name, type, text) => {
    const url = URL.createObjectURL(new Blob([text], { type }));
    const link = waybook.el('a', { href: url, download: name, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };

  waybook.store = memory();

  /**
   * The browser's memory. Where it is closed (private windows, a strict policy) or full, what is set is kept for this page
   * alone: `set` says `false`, and `available` is `false`.
   */
  function memory() {
    const here = new Map();
    let kept = null;
    try {
      const probe = 'waybook-probe';
      localStorage.setItem(probe, probe);
      localStorage.removeItem(probe);
      kept = localStorage;
    } catch {
      // Closed or full: `here` stands in.
      try {
        kept = localStorage.length > 0 ? localStorage : null;
      } catch {
        kept = null;
      }
    }
    const listeners = [];
    window.addEventListener('storage', (event) => {
      if (event.storageArea === kept) for (const listen of listeners) listen(event.key);
    });
    const store = {
      /** Whether what is set is there on the next visit. */
      available: true,
      get(key) {
        if (here.has(key)) return here.get(key);
        return kept?.getItem(key) ?? null;
      },
      set(key, value) {
        try {
          if (!kept) throw new Error('closed');
          kept.setItem(key, value);
          here.delete(key);
          store.available = true;
          return true;
        } catch {
          here.set(key, value);
          store.available = false;
          return false;
        }
      },
      remove(key) {
        here.delete(key);
        try {
          kept?.removeItem(key);
        } catch {
          // Nothing is kept, so that nothing is left.
        }
      },
      /** Every key that begins so. */
      keys(prefix) {
        const keys = new Set([...here.keys()].filter((key) => key.startsWith(prefix)));
        for (let i = 0; i < (kept?.length ?? 0); i++) {
          const key = kept.key(i);
          if (key.startsWith(prefix)) keys.add(key);
        }
        return [...keys];
      },
      /** Calls `listen(key)` when another tab changed something; `key` is `null` when it was everything. */
      onchange(listen) {
        listeners.push(listen);
      },
    };
    if (!kept) store.available = false;
    return store;
  }
})();
