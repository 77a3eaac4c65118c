// Runs: which uses of the checklist there are, and what was ticked and noted in each. Nothing here touches the page.
//
// Every item of every run has a key of its own, `<site id>/<playbook>/<run>/<item id>`, so that two tabs never write
// over one another's ticks. Beside them stand `<site id>/<playbook>/.run/<run>`, what a run is, and `…/.current`, which
// of them is used. What cannot be read is moved to `…/.aside/…` before anything takes its place.
'use strict';
(() => {
  const waybook = (globalThis.waybook ??= {});
  const VERSION = 1;
  /** The run that is there before anyone asked for one. */
  const FIRST = 'first';
  const LONGEST_NAME = 80;
  const LONGEST_NOTE = 4000;

  /** A piece of a key: it may hold anything but the sign that separates the pieces. */
  const enc = (text) => String(text).replace(/[%/]/g, (sign) => (sign === '%' ? '%25' : '%2F'));
  const dec = (text) => text.replace(/%2F/g, '/').replace(/%25/g, '%');

  const isText = (value) => typeof value === 'string';
  const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

  function parse(text) {
    try {
      const value = JSON.parse(text);
      return isObject(value) && value.v === VERSION ? value : null;
    } catch {
      return null;
    }
  }

  /** A name as it is kept: one line, not too long. */
  const tidyName = (name) => [...String(name).replace(/[\s\p{Cc}]+/gu, ' ').trim()].slice(0, LONGEST_NAME).join('').trim();
  const tidyNote = (note) => {
    const text = [...String(note).replace(/\r\n?/g, '\n')].slice(0, LONGEST_NOTE).join('');
    return text.trim() === '' ? '' : text;
  };

  /** The record of an item, or `null` when that is not one. */
  function asMark(value) {
    if (!isObject(value)) return null;
    const { done = false, note = '', picked = false, at = 0 } = value;
    if (typeof done !== 'boolean' || !isText(note) || typeof picked !== 'boolean' || !Number.isFinite(at)) return null;
    return { done, note, picked, at };
  }

  const says = (mark) => mark.done || mark.picked || mark.note !== '';

  /** Two records of one item made one: what either of them ticked, picked or noted is in it. */
  function mergeMarks(mine, other) {
    const notes = [mine.note, other.note].filter((note) => note.trim() !== '');
    const note = notes.length === 2 && notes[0].includes(notes[1]) ? notes[0]
      : notes.length === 2 && notes[1].includes(notes[0]) ? notes[1]
      : notes.join('\n\n');
    return { done: mine.done || other.done, picked: mine.picked || other.picked, note, at: Math.max(mine.at, other.at) };
  }

  /**
   * The runs of a playbook. `playbook()` gives it (a preview changes it), `t(id, values)` texts, `changed()` is called
   * after every change.
   */
  function makeRuns({ store, playbook, t, now = Date.now, random = Math.random, changed = () => {} }) {
    const base = `${enc(playbook().site)}/${enc(playbook().slug)}/`;
    const runPrefix = (run) => `${base}${enc(run)}/`;
    const recordKey = (run) => `${base}.run/${enc(run)}`;
    const currentKey = `${base}.current`;
    const items = () => playbook().items ?? [];

    let indexed = null;
    let index = new Map();
    /** An item's ids: its own, then those it had before, unless another item has them now. */
    function idsOf(id) {
      if (indexed !== items()) {
        indexed = items();
        index = new Map(indexed.map((item) => [item.id, item]));
      }
      return [id, ...(index.get(id)?.was ?? []).filter((was) => !index.has(was))];
    }
    /** Every id that some item has or had. */
    const known = () => new Set(items().flatMap((item) => idsOf(item.id)));

    // ------------------------------------------------------------------ keys and values

    /** Puts a value where it belongs; what stands there and cannot be read is kept aside. */
    function write(key, value, readable) {
      const before = store.get(key);
      if (before !== null && !readable(before)) keepAside(key, before);
      return store.set(key, JSON.stringify({ v: VERSION, ...value }));
    }

    function keepAside(key, value) {
      const place = `${base}.aside/${key.slice(base.length)}`;
      let free = place;
      for (let n = 2; store.get(free) !== null && store.get(free) !== value; n++) free = `${place}~${n}`;
      store.set(free, value);
    }

    const readMark = (key) => {
      const text = store.get(key);
      return text === null ? null : asMark(parse(text));
    };
    const isMark = (text) => asMark(parse(text)) !== null;

    /** What a run says of an item: of the records under the ids it has and had, the one written last. */
    function markOf(run, id) {
      let mark = null;
      for (const one of idsOf(id)) {
        const found = readMark(runPrefix(run) + enc(one));
        if (found && (!mark || found.at > mark.at)) mark = found;
      }
      return mark ?? { done: false, note: '', picked: false, at: 0 };
    }

    const writeMark = (run, id, { done, note, picked, at }) =>
      write(runPrefix(run) + enc(id), { done, at, ...(note && { note }), ...(picked && { picked }) }, isMark);

    function change(id, what) {
      begin();
      const run = current().id;
      const before = markOf(run, id);
      // The clock may stand still or go back; what is written last has to win all the same.
      const kept = writeMark(run, id, { ...before, ...what, at: Math.max(now(), before.at + 1) });
      changed();
      return kept;
    }

    /** The keys of a run's items; other parts of the site keep theirs deeper (`audit/…`). */
    function itemKeys(run) {
      const prefix = runPrefix(run);
      return store.keys(prefix).filter((key) => !key.slice(prefix.length).includes('/'));
    }

    // ------------------------------------------------------------------ runs

    const isRecord = (text) => asRecord(parse(text)) !== null;
    function asRecord(value) {
      if (!isObject(value) || !isText(value.name) || !Array.isArray(value.known) || !value.known.every(isText)) return null;
      return { name: value.name, created: isText(value.created) ? value.created : null, known: value.known };
    }

    /** A run; one whose record is lost or cannot be read still has its ticks. */
    function runOf(id) {
      const record = asRecord(parse(store.get(recordKey(id)) ?? ''));
      return { id, created: null, known: null, ...record, name: record?.name || t(id === FIRST ? 'js-run-first' : 'js-run-found') };
    }

    /** Every run, the oldest first. */
    function all() {
      const ids = new Set();
      for (const key of store.keys(base)) {
        const [first, second] = key.slice(base.length).split('/');
        if (first === '.run' && second) ids.add(dec(second));
        else if (second && !first.startsWith('.')) ids.add(dec(first));
      }
      if (ids.size === 0) ids.add(FIRST);
      const when = (run) => run.created ?? '';
      return [...ids].map(runOf).sort((a, b) => (when(a) < when(b) ? -1 : when(a) > when(b) ? 1 : a.id < b.id ? -1 : 1));
    }

    const exists = (id) => store.get(recordKey(id)) !== null || store.keys(runPrefix(id)).length > 0;

    function current() {
      const id = store.get(currentKey);
      if (id !== null && exists(id)) return runOf(id);
      const runs = all();
      return runs.find((run) => run.id === FIRST) ?? runs[0];
    }

    const ownIds = () => items().map((item) => item.id);
    const writeRecord = (id, { name, created, known: ids }) => write(recordKey(id), { name, created, known: ids }, isRecord);

    /** The run in use begins with the first thing that is kept in it. */
    function begin() {
      const run = current();
      if (store.get(recordKey(run.id)) === null) {
        writeRecord(run.id, { name: run.name, created: new Date(now()).toISOString(), known: ownIds() });
      }
    }

    function freeId() {
      for (;;) {
        const id = `r${now().toString(36)}${Math.floor(random() * 46_656).toString(36).padStart(3, '0')}`;
        if (!exists(id)) return id;
      }
    }

    /** A name that no run has yet. */
    function freeName(wish) {
      const names = new Set(all().filter((run) => exists(run.id)).map((run) => run.name));
      const name = tidyName(wish) || t('js-run-unnamed');
      if (!names.has(name)) return name;
      for (let n = 2; ; n++) if (!names.has(`${name} (${n})`)) return `${name} (${n})`;
    }

    function use(id) {
      store.set(currentKey, id);
      changed();
    }

    function create(name, ids = ownIds()) {
      const id = freeId();
      writeRecord(id, { name: freeName(name), created: new Date(now()).toISOString(), known: ids });
      use(id);
      return runOf(id);
    }

    function rename(id, name) {
      const run = runOf(id);
      const wish = tidyName(name);
      if (wish === '' || wish === run.name) return run;
      writeRecord(id, { ...run, name: freeName(wish), known: run.known ?? ownIds() });
      changed();
      return runOf(id);
    }

    /** Takes keys away and gives back what puts them there again. */
    function take(keys) {
      const before = keys.map((key) => [key, store.get(key)]);
      for (const key of keys) store.remove(key);
      changed();
      return () => {
        for (const [key, value] of before) if (value !== null) store.set(key, value);
        changed();
      };
    }

    /** Every tick and note of a run goes; gives back what undoes it. */
    function reset(id) {
      const undo = take([...itemKeys(id), recordKey(id)]);
      const { name, created } = runOf(id);
      writeRecord(id, { name, created: created ?? new Date(now()).toISOString(), known: ownIds() });
      changed();
      return undo;
    }

    /** A run goes, with all that was kept in it; gives back what undoes it. */
    function remove(id) {
      const wasCurrent = current().id === id;
      const undo = take([...store.keys(runPrefix(id)), recordKey(id)]);
      return () => {
        undo();
        if (wasCurrent) use(id);
      };
    }

    // ------------------------------------------------------------------ what is known of a run as a whole

    function progress(run = current().id) {
      const all = { done: 0, total: 0, stages: {} };
      for (const { key } of playbook().stages ?? []) all.stages[key] = { done: 0, total: 0 };
      for (const item of items()) {
        const done = Number(markOf(run, item.id).done);
        for (const part of [all, ...(item.stages ?? []).map((key) => (all.stages[key] ??= { done: 0, total: 0 }))]) {
          part.total += 1;
          part.done += done;
        }
      }
      return all;
    }

    /** What changed in the playbook since the run began: items that are new, and ticks and notes whose item is gone. */
    function news(id = current().id) {
      const run = runOf(id);
      const before = run.known && new Set(run.known);
      const fresh = before ? ownIds().filter((item) => !idsOf(item).some((one) => before.has(one))) : [];
      const here = known();
      const prefix = runPrefix(id);
      const gone = itemKeys(id)
        .map((key) => ({ id: dec(key.slice(prefix.length)), ...readMark(key) }))
        .filter((mark) => mark.at !== undefined && says(mark) && !here.has(mark.id));
      return { fresh, gone };
    }

    /** From now on the playbook as it is counts as known to the run. */
    function takeOver() {
      begin();
      const run = current();
      writeRecord(run.id, { ...run, known: [...new Set([...(run.known ?? []), ...ownIds()])] });
      changed();
    }

    // ------------------------------------------------------------------ a run as a thing of its own

    /** A run by itself, to be sent, saved or copied: `{ name, created, known, items: { id: mark }, more: { key: text } }`. */
    function snapshot(id = current().id) {
      const { name, created, known: ids } = runOf(id);
      const prefix = runPrefix(id);
      const marks = {};
      for (const key of itemKeys(id)) {
        const mark = readMark(key);
        if (mark) put(marks, dec(key.slice(prefix.length)), mark);
      }
      const more = {};
      for (const key of store.keys(prefix)) {
        const rest = key.slice(prefix.length);
        if (rest.includes('/')) put(more, rest, store.get(key));
      }
      return { name, created, known: ids ?? ownIds(), items: settle(marks), more };
    }

    /** A snapshot becomes a run of its own, and the one in use. */
    function adopt(snapshot) {
      const run = create(snapshot.name, snapshot.known ?? ownIds());
      pour(run.id, snapshot);
      changed();
      return run;
    }

    /** A snapshot is poured into the run in use; nothing that is ticked or noted there is lost. */
    function merge(snapshot) {
      begin();
      pour(current().id, snapshot);
      changed();
    }

    /** Records under the ids that items have now; of two that became one, the one written last. */
    function settle(marks) {
      const now = new Map(items().flatMap((item) => idsOf(item.id).map((id) => [id, item.id])));
      const settled = new Map();
      for (const [id, mark] of Object.entries(marks)) {
        const to = now.get(id) ?? id;
        if (!settled.has(to) || settled.get(to).at < mark.at) settled.set(to, mark);
      }
      const result = {};
      for (const [id, mark] of settled) put(result, id, mark);
      return result;
    }

    function pour(run, snapshot) {
      for (const [id, mark] of Object.entries(settle(snapshot.items))) {
        const mine = markOf(run, id);
        const merged = mine.at > 0 ? mergeMarks(mine, mark) : mark;
        writeMark(run, id, { ...merged, note: tidyNote(merged.note), at: Math.max(merged.at, 1) });
      }
      for (const [rest, value] of Object.entries(snapshot.more ?? {})) {
        if (store.get(runPrefix(run) + rest) === null) store.set(runPrefix(run) + rest, value);
      }
    }

    return {
      current, all, use, create, rename, reset, remove,
      duplicate: (id = current().id) => adopt({ ...snapshot(id), name: t('js-run-copy', { name: runOf(id).name }) }),
      /** What the run in use says of an item: `{ done, picked, note, at }`; `at` is 0 where it says nothing. */
      mark: (id) => markOf(current().id, id),
      isDone: (id) => markOf(current().id, id).done,
      isPicked: (id) => markOf(current().id, id).picked,
      note: (id) => markOf(current().id, id).note,
      /** Whether anything was ticked, noted or picked in the run. */
      begun: (run = current().id) => itemKeys(run).some((key) => says(readMark(key) ?? { note: '' })),
      set: (id, done) => change(id, { done: Boolean(done) }),
      setNote: (id, note) => change(id, { note: tidyNote(note) }),
      /** Marks items as those to look after first. */
      add: (ids) => ids.map((id) => change(id, { picked: true })).every(Boolean),
      drop: (ids) => ids.map((id) => change(id, { picked: false })).every(Boolean),
      progress, news, takeOver, snapshot, adopt, merge,
      /** Where another part of the site keeps what belongs to the run in use. */
      key: (rest) => runPrefix(current().id) + rest,
      /** Whether a change of that key is one of these runs; `null` is a change of everything. */
      concerns: (key) => key === null || key.startsWith(base),
    };
  }

  /** Sets a property, whatever its name. */
  function put(object, name, value) {
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  }

  Object.assign(waybook, { makeRuns, mergeMarks, asMark, tidyName, tidyNote, put });
})();
