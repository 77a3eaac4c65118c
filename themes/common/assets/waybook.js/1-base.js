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

  /** An element of a picture. */
  waybook.svg = (tag, attributes = {}, ...children) => {
    const shape = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
    shape.append(...children);
    return shape;
  };

  /** Calls `work` when the page and every script of it are there. */
  waybook.ready = (work) => {
    if (document.readyState === 'complete' || document.readyState === 'interactive' && waybook.started) work();
    else document.addEventListener('DOMContentLoaded', work, { once: true });
  };
  document.addEventListener('DOMContentLoaded', () => { waybook.started = true; }, { once: true });

  /**
   * Calls `work` when the page is there, and again each time the preview has put a newer version of it in its place.
   * What `work` adds to the page stays through that if its element's name begins with `wb-`; served attributes come back,
   * so that `work` has to be able to run again on what it has already done.
   */
  waybook.onpage = (work) => {
    waybook.ready(work);
    document.addEventListener('waybook:page', work);
  };
  document.addEventListener('waybook:patched', () => {
    document.dispatchEvent(new CustomEvent('waybook:page'));
    const data = document.querySelector('script[src$="playbook.js"]');
    // The page may speak of items that the data of its first version does not know.
    if (data) waybook.load(`${data.src}?${Date.now()}`).then(() => document.dispatchEvent(new CustomEvent('waybook:page')), () => {});
  });

  const loading = new Map();
  /** Fetches a script or a style sheet that not every page needs; the promise is kept when it has run. */
  waybook.load = (address) => {
    if (!loading.has(address)) {
      loading.set(address, new Promise((resolve, reject) => {
        const listeners = { onload: resolve, onerror: () => { loading.delete(address); reject(new Error(address)); } };
        const sheet = address.endsWith('.css');
        document.head.append(sheet
          ? waybook.el('link', { rel: 'stylesheet', href: address, ...listeners })
          : waybook.el('script', { src: address, ...listeners }));
      }));
    }
    return loading.get(address);
  };

  let voice;
  /** Says a text to screen readers when they have finished what they are saying. */
  waybook.announce = (text) => {
    voice ??= waybook.el('wb-voice', { class: 'vh', role: 'status' });
    if (!voice.isConnected) document.body.append(voice);
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
   * The browser's memory. Where it is closed (private windows, a strict policy) or full, what is set is kept for this tab,
   * or for this page alone if not even that can be: `set` says `false`, and `available` is `false` until everything could
   * be kept after all.
   */
  function memory() {
    /** What could not be kept; `null` stands for what could not be taken away. */
    const here = new Map();
    const spare = 'waybook-spare';
    let lasts = 'tab';
    let kept = null;
    try {
      kept = window.localStorage;
      kept.getItem('');
    } catch {
      kept = null;
    }
    try {
      for (const [key, value] of JSON.parse(sessionStorage.getItem(spare) ?? '[]')) here.set(key, value);
    } catch {
      // Not there, or nothing of ours.
    }
    const keepHere = () => {
      try {
        if (here.size > 0) sessionStorage.setItem(spare, JSON.stringify([...here]));
        else sessionStorage.removeItem(spare);
        lasts = 'tab';
      } catch {
        lasts = 'page';
      }
    };
    const write = (key, value) => {
      try {
        if (value === null) kept.removeItem(key);
        else kept.setItem(key, value);
        here.delete(key);
        return true;
      } catch {
        here.set(key, value);
        return false;
      }
    };
    /** What had no room may have some now. */
    const catchUp = () => {
      for (const [key, value] of [...here]) if (!write(key, value)) return;
    };
    const put = (key, value) => {
      const before = here.size;
      const done = write(key, value);
      if (done) catchUp();
      if (before > 0 || here.size > 0) keepHere();
      return done;
    };
    keepHere();
    const listeners = [];
    window.addEventListener('storage', (event) => {
      if (event.storageArea !== kept) return;
      // Another tab had the last word.
      if (event.key !== null && event.newValue !== null) here.delete(event.key);
      for (const listen of listeners) listen(event.key);
    });
    return {
      /** Whether everything that was set is there on the next visit. */
      get available() {
        return kept !== null && here.size === 0;
      },
      /** How long what cannot be kept is there: `tab` or `page`. */
      get lasts() {
        return lasts;
      },
      get(key) {
        if (here.has(key)) return here.get(key);
        try {
          return kept.getItem(key);
        } catch {
          return null;
        }
      },
      set: (key, value) => put(key, String(value)),
      remove: (key) => put(key, null),
      /** Every key that begins so. */
      keys(prefix) {
        const keys = new Set();
        try {
          for (let i = 0; i < kept.length; i++) keys.add(kept.key(i));
        } catch {
          // Closed: there is only what this page set.
        }
        for (const [key, value] of here) {
          if (value === null) keys.delete(key);
          else keys.add(key);
        }
        return [...keys].filter((key) => key.startsWith(prefix));
      },
      /** Calls `listen(key)` when another tab changed something; `key` is `null` when it was everything. */
      onchange(listen) {
        listeners.push(listen);
      },
    };
  }
})();
