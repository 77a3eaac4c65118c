// Which items of the checklist are looked for, and how that is written in an address. Nothing here touches the page.
'use strict';
(() => {
  const waybook = (globalThis.waybook ??= {});
  /** What one can look for, in the order of the controls. */
  const NAMES = ['stage', 'owner', 'level', 'tag', 'show'];

  /** The facts of an item that a filter asks for. `mark` is what the run says of it. */
  const values = {
    stage: (item) => item.stages ?? [],
    owner: (item) => (item.owner ? [item.owner] : []),
    level: (item) => [item.level ?? 'should'],
    tag: (item) => item.tags ?? [],
    show: (item, mark) => [
      mark.done ? 'done' : 'open', ...(mark.picked ? ['picked'] : []), ...(mark.note ? ['noted'] : []), ...(mark.fresh ? ['new'] : []),
    ],
  };

  const matches = (filter, item, mark) => Object.entries(filter).every(([name, value]) => values[name](item, mark).includes(value));

  /** The values that occur, by name, in the order in which they do; `show` is known without looking. */
  function choices(items) {
    const found = {};
    for (const name of NAMES.slice(0, -1)) found[name] = [...new Set(items.flatMap((item) => values[name](item)))];
    return found;
  }

  /** A fragment as a filter, or `null` when it is something else. */
  function read(fragment) {
    const filter = {};
    const text = fragment.replace(/^#/, '');
    if (!text.includes('=')) return null;
    for (const [name, value] of new URLSearchParams(text)) {
      if (!NAMES.includes(name)) return null;
      if (value !== '') filter[name] = value;
    }
    return filter;
  }

  /** A filter as a fragment, without its sign; empty when nothing is looked for. */
  function write(filter) {
    const written = new URLSearchParams();
    for (const name of NAMES) if (filter[name]) written.set(name, filter[name]);
    return written.toString();
  }

  waybook.filter = { NAMES, matches, choices, read, write };
})();
