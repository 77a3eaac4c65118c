// A run outside of the browser: as a file, as the fragment of a link, as Markdown. Nothing here touches the page.
//
// What comes in is checked piece by piece; an error's message is the id of the text that says what is wrong.
'use strict';
(() => {
  const waybook = (globalThis.waybook ??= {});
  const { asMark, put, tidyName, tidyNote } = waybook;
  const VERSION = 1;
  /** Longer links are cut by mail programs and messengers. */
  const LONGEST_LINK = 8000;
  const LONGEST_TEXT = 1 << 20;
  const MOST_ITEMS = 3000;
  const LONGEST_ID = 200;

  const fail = (id) => {
    throw Object.assign(new Error(id), { said: true });
  };
  const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
  const isId = (value) => typeof value === 'string' && value !== '' && value.length <= LONGEST_ID;
  const isIds = (value) => Array.isArray(value) && value.length <= MOST_ITEMS && value.every(isId);

  function parse(text, otherwise) {
    try {
      return JSON.parse(text);
    } catch {
      return fail(otherwise);
    }
  }

  // -------------------------------------------------------------------- files

  /** A run as the text of a file. */
  const toFile = (playbook, snapshot) =>
    `${JSON.stringify({ waybook: 'run', version: VERSION, site: playbook.site, playbook: playbook.slug, title: playbook.title, ...snapshot }, null, 1)}\n`;

  /** A file's text as a run. */
  function fromFile(text) {
    if (text.length > LONGEST_TEXT) fail('js-run-too-big');
    const file = parse(text, 'js-run-no-json');
    if (!isObject(file) || file.waybook !== 'run') fail('js-run-other-file');
    if (file.version > VERSION) fail('js-run-newer');
    if (file.version !== VERSION || typeof file.name !== 'string' || !isObject(file.items)) fail('js-run-damaged');
    if (file.known !== undefined && !isIds(file.known)) fail('js-run-damaged');
    const entries = Object.entries(file.items);
    if (entries.length > MOST_ITEMS) fail('js-run-too-big');
    const items = {};
    for (const [id, value] of entries) {
      const mark = asMark(value);
      if (!mark || !isId(id)) fail('js-run-damaged');
      put(items, id, { ...mark, note: tidyNote(mark.note) });
    }
    return { name: tidyName(file.name), known: file.known, items, more: moreOf(file.more ?? {}) };
  }

  /** What other parts of the site kept with a run; they check it when they read it. */
  function moreOf(value) {
    if (!isObject(value)) fail('js-run-damaged');
    const more = {};
    for (const [key, text] of Object.entries(value)) {
      if (typeof text !== 'string' || key.length > LONGEST_ID || !/^[^./][^/]*\/./.test(key)) fail('js-run-damaged');
      put(more, key, text);
    }
    return more;
  }

  // -------------------------------------------------------------------- links

  const toBase64 = (bytes) => {
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  };
  const fromBase64 = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));

  /** Sends bytes through a stream; more than `LONGEST_TEXT` of them are refused, however small they came in. */
  async function through(stream, bytes) {
    const writer = stream.writable.getWriter();
    // What goes wrong is heard where it is read.
    writer.write(bytes).then(() => writer.close()).catch(() => {});
    const reader = stream.readable.getReader();
    const parts = [];
    let size = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > LONGEST_TEXT) {
        reader.cancel().catch(() => {});
        fail('js-run-too-big');
      }
      parts.push(value);
    }
    const all = new Uint8Array(size);
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  const idsWhere = (items, test) => Object.entries(items).filter(([, mark]) => test(mark)).map(([id]) => id);

  /** A run as the value of a fragment: the version, how it is packed (`z` or `p`lain), then base64url. */
  async function pack({ name, items }, withNotes = true) {
    const notes = {};
    for (const id of withNotes ? idsWhere(items, (mark) => mark.note !== '') : []) put(notes, id, items[id].note);
    const text = JSON.stringify([name, idsWhere(items, (mark) => mark.done), idsWhere(items, (mark) => mark.picked), notes]);
    const bytes = new TextEncoder().encode(text);
    if (!globalThis.CompressionStream) return `${VERSION}p${toBase64(bytes)}`;
    return `${VERSION}z${toBase64(await through(new CompressionStream('deflate-raw'), bytes))}`;
  }

  /** A fragment's value as a run. */
  async function unpack(text, now = Date.now()) {
    const [, version, how, packed] = /^(\d{1,6})([a-z])([\w-]+)$/.exec(text) ?? fail('js-run-broken-link');
    if (Number(version) > VERSION) fail('js-run-newer');
    if (!'zp'.includes(how) || how === 'z' && !globalThis.DecompressionStream) fail('js-run-broken-link');
    let json;
    try {
      const bytes = fromBase64(packed);
      json = new TextDecoder('utf-8', { fatal: true }).decode(how === 'z' ? await through(new DecompressionStream('deflate-raw'), bytes) : bytes);
    } catch (error) {
      fail(error.said ? error.message : 'js-run-broken-link');
    }
    const value = parse(json, 'js-run-broken-link');
    const [name, done, picked, notes] = Array.isArray(value) ? value : [];
    if (typeof name !== 'string' || !isIds(done) || !isIds(picked) || !isObject(notes)) fail('js-run-broken-link');
    const marks = new Map();
    const set = (id, what) => marks.set(id, { done: false, note: '', picked: false, at: now, ...marks.get(id), ...what });
    for (const id of done) set(id, { done: true });
    for (const id of picked) set(id, { picked: true });
    for (const [id, note] of Object.entries(notes)) {
      if (!isId(id) || typeof note !== 'string') fail('js-run-broken-link');
      set(id, { note: tidyNote(note) });
    }
    if (marks.size > MOST_ITEMS) fail('js-run-too-big');
    const items = {};
    for (const [id, mark] of marks) put(items, id, mark);
    return { name: tidyName(name), items };
  }

  // -------------------------------------------------------------------- Markdown

  /** Text that Markdown shows as it is. */
  const plain = (text) => text.replace(/\s+/g, ' ').trim().replace(/[\\\x60*_[\]<>|~]/g, '\\$&').replace(/^(#|[-+]|\d+[.)])(?=\s|$)/, '\\$1');

  /** A run as a task list by stage, with its notes. */
  function toMarkdown(playbook, snapshot, { t, done, total }) {
    const lines = [`# ${plain(playbook.title ?? '')}: ${plain(snapshot.name)}`, '', t('js-done-of', { done, total })];
    const stages = [...(playbook.stages ?? []), { label: t('js-run-other') }];
    for (const { key, number, label } of stages) {
      const items = (playbook.items ?? []).filter((item) => item.stages?.[0] === key);
      if (items.length === 0) continue;
      lines.push('', `## ${number ? `${number} ` : ''}${plain(label)}`, '');
      for (const item of items) {
        const mark = Object.hasOwn(snapshot.items, item.id) ? snapshot.items[item.id] : { done: false, note: '' };
        lines.push(`- [${mark.done ? 'x' : ' '}] ${plain(item.text)}${item.owner ? ` (${plain(item.owner)})` : ''}`);
        if (mark.note !== '') lines.push(...mark.note.trim().split('\n').map((line) => `  > ${plain(line)}`.trimEnd()));
      }
    }
    return `${lines.join('\n')}\n`;
  }

  waybook.share = { toFile, fromFile, pack, unpack, toMarkdown, LONGEST_LINK, LONGEST_TEXT };
})();
