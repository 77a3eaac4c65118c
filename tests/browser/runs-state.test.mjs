// The runs without a page: what is kept and how, what merges, and that a run comes out of a file or a link as it went in.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const assets = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../themes/common/assets');
// The scripts of a page, as a page runs them; all they need of it is a place to put what they offer.
for (const name of ['journey.js/1-state.js', 'share.js', 'checklist.js/1-filter.js']) (0, eval)(readFileSync(path.join(assets, name), 'utf8'));
const { makeRuns, mergeMarks, share, filter, tidyName } = globalThis.waybook;

function memory(entries = []) {
  const map = new Map(entries);
  return {
    map,
    full: false,
    get: (key) => map.get(key) ?? null,
    set(key, value) {
      if (this.full) return false;
      map.set(key, String(value));
      return true;
    },
    remove: (key) => map.delete(key),
    keys: (prefix) => [...map.keys()].filter((key) => key.startsWith(prefix)),
  };
}

const STAGES = [{ key: 'discovery', number: 1, label: 'Discovery', path: 'stages/discovery.html' }, { key: 'research', number: 2, label: 'Research' }];
const item = (id, more = {}) => ({ id, text: `Do ${id}`, level: 'should', stages: ['discovery'], ...more });
const playbook = (items) => ({ site: 'shop', slug: 'path', title: 'Path', stages: STAGES, items });
const texts = { 'js-run-first': 'My run', 'js-run-unnamed': 'New run', 'js-run-found': 'Recovered run' };
const t = (id, values = {}) => texts[id] ?? (id === 'js-run-copy' ? `${values.name}, copy` : `${id} ${JSON.stringify(values)}`);

/** Runs over a playbook that can be exchanged, a memory and a clock that can be set. */
function setUp(items, store = memory()) {
  const setting = { playbook: playbook(items), now: 1_000_000, changes: 0 };
  const runs = makeRuns({ store, playbook: () => setting.playbook, t, now: () => setting.now++, changed: () => { setting.changes += 1; } });
  return { setting, store, runs, publish: (next) => { setting.playbook = playbook(next); } };
}

/** What a run says of every item, for comparing. */
const told = (runs, ids) => ids.map((id) => [id, runs.isDone(id), runs.isPicked(id), runs.note(id)]);

describe('state', () => {
  test('a tick on the first visit is kept under site, playbook, run and item', () => {
    const { runs, store } = setUp([item('a'), item('b')]);
    assert.equal(runs.current().name, 'My run');
    assert.equal(store.map.size, 0, 'looking writes nothing');
    assert.equal(runs.set('a', true), true);
    assert.ok(store.map.has('shop/path/first/a'));
    assert.equal(runs.isDone('a'), true);
    assert.equal(runs.isDone('b'), false);
    assert.deepEqual(runs.progress(), { done: 1, total: 2, stages: { discovery: { done: 1, total: 2 }, research: { done: 0, total: 0 } } });
  });

  test('an item of two stages counts in both and once in total', () => {
    const { runs } = setUp([item('a', { stages: ['discovery', 'research'] })]);
    runs.set('a', true);
    const { done, total, stages } = runs.progress();
    assert.deepEqual([done, total, stages.discovery.done, stages.research.done], [1, 1, 1, 1]);
  });

  test('ids with slashes, percent signs and odd characters stay apart', () => {
    const ids = ['a/b', 'a', 'a%2Fb', '__proto__', 'constructor', '.run', '检查', 'a b', '💡', '../x', '\ud800'];
    const { runs, store } = setUp(ids.map((id) => item(id)));
    ids.forEach((id, n) => {
      runs.set(id, true);
      runs.setNote(id, `note ${n}`);
    });
    assert.deepEqual(told(runs, ids), ids.map((id, n) => [id, true, false, `note ${n}`]));
    assert.equal(runs.all().length, 1);
    assert.deepEqual(runs.news(), { fresh: [], gone: [] });
    assert.ok(store.keys('shop/path/first/').every((key) => !key.slice('shop/path/first/'.length).includes('/')));
    const copy = runs.duplicate();
    assert.equal(runs.current().id, copy.id);
    assert.deepEqual(told(runs, ids), ids.map((id, n) => [id, true, false, `note ${n}`]));
  });

  test('what cannot be read is kept aside before it is written over', () => {
    const broken = ['nonsense', '{"v":2,"done":true}', '{"v":1,"done":"yes"}', '[]', 'null', '{"v":1,"note":5}'];
    for (const text of broken) {
      const { runs, store } = setUp([item('a')], memory([['shop/path/first/a', text]]));
      assert.equal(runs.isDone('a'), false);
      assert.equal(store.get('shop/path/first/a'), text, 'reading changes nothing');
      runs.set('a', true);
      assert.equal(runs.isDone('a'), true);
      assert.ok([...store.map.values()].includes(text), `${text} is still there`);
      assert.equal(runs.all().length, 1, 'what is kept aside is no run');
    }
  });

  test('a record of a run that cannot be read does not lose its ticks', () => {
    const { runs, store } = setUp([item('a')]);
    const { id } = runs.create('Spring');
    runs.set('a', true);
    store.map.set(`shop/path/.run/${id}`, '{{{');
    assert.equal(runs.isDone('a'), true);
    assert.equal(runs.current().name, 'Recovered run');
    runs.rename(id, 'Spring again');
    assert.equal(runs.current().name, 'Spring again');
    assert.ok([...store.map.values()].includes('{{{'));
  });

  test('runs are created, renamed, switched, duplicated, reset and deleted; the last two can be undone', () => {
    const { runs } = setUp([item('a'), item('b')]);
    runs.set('a', true);
    const spring = runs.create(' Spring\n launch ');
    assert.equal(spring.name, 'Spring launch');
    assert.equal(runs.isDone('a'), false);
    runs.set('b', true);
    runs.setNote('b', 'why');
    assert.deepEqual(runs.all().map((run) => run.name), ['My run', 'Spring launch']);
    assert.equal(runs.rename(spring.id, 'My run').name, 'My run (2)');
    assert.equal(runs.rename(spring.id, '   ').name, 'My run (2)');
    const before = told(runs, ['a', 'b']);
    const undoReset = runs.reset(spring.id);
    assert.deepEqual(told(runs, ['a', 'b']), [['a', false, false, ''], ['b', false, false, '']]);
    undoReset();
    assert.deepEqual(told(runs, ['a', 'b']), before);
    const undo = runs.remove(spring.id);
    assert.equal(runs.current().id, 'first');
    assert.equal(runs.isDone('a'), true);
    undo();
    assert.equal(runs.current().id, spring.id);
    assert.deepEqual(told(runs, ['a', 'b']), before);
    runs.remove(spring.id);
    runs.remove('first');
    assert.equal(runs.current().name, 'My run');
    assert.equal(runs.progress().done, 0);
  });

  test('two tabs that tick at the same time lose nothing', () => {
    const one = setUp([item('a'), item('b')]);
    const other = setUp([item('a'), item('b')], one.store);
    one.runs.set('a', true);
    other.runs.set('b', true);
    other.runs.setNote('a', 'from the other tab');
    assert.deepEqual(told(one.runs, ['a', 'b']), [['a', true, false, 'from the other tab'], ['b', true, false, '']]);
    assert.equal(one.runs.all().length, 1);
  });

  test('what other parts keep with a run goes with it', () => {
    const { runs, store } = setUp([item('a')]);
    runs.set('a', true);
    store.set(runs.key('audit/q1'), '2');
    const copy = runs.duplicate();
    assert.equal(store.get(runs.key('audit/q1')), '2');
    assert.equal(runs.news().gone.length, 0);
    const undo = runs.remove(copy.id);
    assert.equal(store.get(`shop/path/${copy.id}/audit/q1`), null);
    undo();
    assert.equal(store.get(`shop/path/${copy.id}/audit/q1`), '2');
  });
});

describe('a new version of the playbook', () => {
  test('an edited text and another order change nothing', () => {
    const { runs, publish } = setUp([item('a'), item('b')]);
    runs.set('a', true);
    publish([item('b'), item('a', { text: 'Said better' })]);
    assert.equal(runs.isDone('a'), true);
    assert.deepEqual(runs.news(), { fresh: [], gone: [] });
  });

  test('a renamed item keeps tick and note, through several names and back', () => {
    const { runs, publish } = setUp([item('a')]);
    runs.set('a', true);
    runs.setNote('a', 'n');
    publish([item('b', { was: ['a'] })]);
    assert.deepEqual(told(runs, ['b']), [['b', true, false, 'n']]);
    assert.deepEqual(runs.news(), { fresh: [], gone: [] });
    runs.set('b', false);
    publish([item('c', { was: ['b', 'a'] })]);
    assert.deepEqual(told(runs, ['c']), [['c', false, false, 'n']]);
    publish([item('a', { was: ['b', 'c'] })]);
    assert.deepEqual(told(runs, ['a']), [['a', false, false, 'n']], 'the word said last counts, not the older one under the own name');
  });

  test('an old id that another item has now is not taken from it', () => {
    const { runs, publish } = setUp([item('a')]);
    runs.set('a', true);
    publish([item('a'), item('b', { was: ['a'] })]);
    assert.deepEqual([runs.isDone('a'), runs.isDone('b')], [true, false]);
  });

  test('new items and vanished ones are told; vanished ticks come back', () => {
    const { runs, publish } = setUp([item('a'), item('b')]);
    runs.set('a', true);
    publish([item('b'), item('c'), item('d')]);
    assert.deepEqual(runs.news().fresh, ['c', 'd']);
    assert.deepEqual(runs.news().gone.map((mark) => [mark.id, mark.done]), [['a', true]]);
    runs.takeOver();
    assert.deepEqual(runs.news().fresh, []);
    publish([item('a'), item('b')]);
    assert.equal(runs.isDone('a'), true);
    assert.deepEqual(runs.news(), { fresh: [], gone: [] });
  });

  test('an imported run with old ids arrives at the new ones', () => {
    const { runs, publish } = setUp([item('b', { was: ['a'] }), item('c')]);
    runs.merge({ name: 'x', items: { a: { done: true, note: 'n', picked: false, at: 1 }, lost: { done: true, note: '', picked: false, at: 1 } } });
    assert.deepEqual(told(runs, ['b']), [['b', true, false, 'n']]);
    assert.deepEqual(runs.news().gone.map((mark) => mark.id), ['lost']);
    publish([item('lost')]);
    assert.equal(runs.isDone('lost'), true);
  });
});

describe('files, links, Markdown, filter', () => {
  test('hostile and damaged files are refused with the reason, and change nothing', () => {
    const good = { waybook: 'run', version: 1, name: 'x', items: {} };
    const cases = [
      ['', 'js-run-no-json'], ['{', 'js-run-no-json'], ['[]', 'js-run-other-file'], ['null', 'js-run-other-file'], ['{"name":"x"}', 'js-run-other-file'],
      [{ ...good, version: 2 }, 'js-run-newer'], [{ ...good, version: 'x' }, 'js-run-damaged'], [{ ...good, name: 5 }, 'js-run-damaged'],
      [{ ...good, items: [] }, 'js-run-damaged'], [{ ...good, items: { a: 1 } }, 'js-run-damaged'], [{ ...good, items: { a: { done: 'yes' } } }, 'js-run-damaged'],
      [{ ...good, items: { a: { done: true, at: 'x' } } }, 'js-run-damaged'], [{ ...good, items: { ['x'.repeat(300)]: { done: true } } }, 'js-run-damaged'],
      [{ ...good, known: 'a' }, 'js-run-damaged'], [{ ...good, more: { '../x': 'y' } }, 'js-run-damaged'], [{ ...good, more: { a: 'y' } }, 'js-run-damaged'],
      [{ ...good, more: { 'audit/q': 5 } }, 'js-run-damaged'], ['x'.repeat(1 << 21), 'js-run-too-big'],
      [{ ...good, items: Object.fromEntries(Array.from({ length: 4000 }, (_, n) => [`i${n}`, { done: true }])) }, 'js-run-too-big'],
    ];
    for (const [file, message] of cases) {
      const text = typeof file === 'string' ? file : JSON.stringify(file);
      assert.throws(() => share.fromFile(text), { message, said: true }, text.slice(0, 80));
    }
  });

  test('hostile and damaged links are refused', async () => {
    const packed = (value) => `1p${Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')}`;
    const bomb = await (async () => {
      const stream = new CompressionStream('deflate-raw');
      const writer = stream.writable.getWriter();
      writer.write(new Uint8Array(50 << 20));
      writer.close();
      return `1z${Buffer.from(await new Response(stream.readable).arrayBuffer()).toString('base64url')}`;
    })();
    const cases = [
      ['', 'js-run-broken-link'], ['1', 'js-run-broken-link'], ['<script>', 'js-run-broken-link'], ['1x abc', 'js-run-broken-link'], ['1q1234', 'js-run-broken-link'],
      ['2zabc', 'js-run-newer'], ['1zAAAA', 'js-run-broken-link'], ['1zA', 'js-run-broken-link'], [packed('{'), 'js-run-broken-link'], [packed('null'), 'js-run-broken-link'],
      [packed(['x']), 'js-run-broken-link'], [packed([1, [], [], {}]), 'js-run-broken-link'], [packed(['x', [5], [], {}]), 'js-run-broken-link'],
      [packed(['x', [], [], { a: 1 }]), 'js-run-broken-link'], [packed(['x', ['y'.repeat(300)], [], {}]), 'js-run-broken-link'], [bomb, 'js-run-too-big'],
    ];
    for (const [text, message] of cases) await assert.rejects(share.unpack(text), { message, said: true }, text.slice(0, 60));
    const run = await share.unpack(packed(['<b>x</b>', ['__proto__', 'constructor'], [], JSON.parse('{"__proto__":"n"}')]));
    assert.deepEqual(Object.keys(run.items), ['__proto__', 'constructor']);
    assert.equal({}.done, undefined);
  });

  test('a link is short', async () => {
    const { runs } = setUp(Array.from({ length: 45 }, (_, n) => item(`an-item-of-usual-length-${n}`)));
    for (let n = 0; n < 45; n += 2) runs.set(`an-item-of-usual-length-${n}`, true);
    assert.ok((await share.pack(runs.snapshot())).length < 300);
  });

  test('Markdown is a task list by stage, with notes, and shows what it holds as text', () => {
    const { runs, setting } = setUp([item('a', { text: 'Answer *all* <b>x</b>', owner: 'team' }), item('b', { stages: ['research'] }), item('c', { stages: [] })]);
    runs.rename('first', 'Spring');
    runs.set('a', true);
    runs.setNote('b', '# one\n\n<script>');
    const text = share.toMarkdown(setting.playbook, runs.snapshot(), { t: (id) => id, done: 1, total: 3 });
    assert.equal(text, [
      '# Path: Spring', '', 'js-done-of', '', '## 1 Discovery', '', '- [x] Answer \\*all\\* \\<b\\>x\\</b\\> (team)', '', '## 2 Research', '',
      '- [ ] Do b', '  > \\# one', '  >', '  > \\<script\\>', '', '## js-run-other', '', '- [ ] Do c', '',
    ].join('\n'));
  });

  test('a filter is written into an address and read from it; anything else in an address is left alone', () => {
    const wanted = { stage: 'research', owner: 'brand & co', level: 'must', tag: '价格', show: 'open' };
    assert.deepEqual(filter.read(`#${filter.write(wanted)}`), wanted);
    for (const other of ['', '#research', '#run=1zabc', '#a=b', '#%']) assert.equal(filter.read(other), null, other);
    const open = { done: false, note: '', picked: false, fresh: false };
    const one = item('a', { stages: ['discovery', 'research'], owner: 'brand & co', level: 'must', tags: ['价格'] });
    assert.equal(filter.matches(wanted, one, open), true);
    assert.equal(filter.matches(wanted, one, { ...open, done: true }), false);
    assert.equal(filter.matches({ show: 'noted' }, one, { ...open, note: 'x' }), true);
    assert.equal(filter.matches({ owner: 'x' }, item('b'), open), false);
    assert.equal(filter.matches({ stage: '__proto__' }, one, open), false);
  });
});

// ---------------------------------------------------------------------- properties

/** Numbers that look random and are the same each time (mulberry32). */
function dice(seed) {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * sides);
  };
}

const ALPHABET = ['a', 'b-c', '/', '%', '2F', '.', ' ', '检', '💡', '"', '\\', '\n', '_'];
const word = (roll, longest) => Array.from({ length: 1 + roll(longest) }, () => ALPHABET[roll(ALPHABET.length)]).join('');
const idsFor = (roll) => [...new Set(Array.from({ length: 1 + roll(12) }, () => word(roll, 5)))];

function scribble(roll, runs, ids) {
  for (let n = roll(30); n > 0; n--) {
    const id = ids[roll(ids.length)];
    [() => runs.set(id, roll(3) > 0), () => runs.setNote(id, roll(3) > 0 ? word(roll, 20) : ''), () => runs.add([id]), () => runs.drop([id])][roll(4)]();
  }
}

describe('properties, over many made-up runs', () => {
  test('a run comes out of a file and out of a link as it went in', async () => {
    for (let seed = 1; seed <= 150; seed++) {
      const roll = dice(seed);
      const ids = idsFor(roll);
      const from = setUp(ids.map((id) => item(id)));
      from.runs.rename('first', word(roll, 10));
      scribble(roll, from.runs, ids);
      const before = told(from.runs, ids);
      const snapshot = from.runs.snapshot();
      for (const back of [share.fromFile(share.toFile(from.setting.playbook, snapshot)), await share.unpack(await share.pack(snapshot))]) {
        const to = setUp(ids.map((id) => item(id)).reverse());
        to.runs.adopt(back);
        assert.deepEqual(told(to.runs, ids), before, `seed ${seed}`);
        assert.equal(to.runs.current().name, from.runs.current().name === 'My run' ? 'My run' : tidyName(snapshot.name) || 'New run');
      }
    }
  });

  test('merging loses no tick, no pick and no note, whatever came first', () => {
    for (let seed = 1; seed <= 150; seed++) {
      const roll = dice(seed);
      const ids = idsFor(roll);
      const mine = setUp(ids.map((id) => item(id)));
      const other = setUp(ids.map((id) => item(id)));
      scribble(roll, mine.runs, ids);
      scribble(roll, other.runs, ids);
      const [before, theirs] = [told(mine.runs, ids), told(other.runs, ids)];
      mine.runs.merge(other.runs.snapshot());
      told(mine.runs, ids).forEach(([id, done, picked, note], n) => {
        assert.equal(done, before[n][1] || theirs[n][1], `seed ${seed}, ${id}`);
        assert.equal(picked, before[n][2] || theirs[n][2]);
        for (const said of [before[n][3], theirs[n][3]]) assert.ok(note.includes(said.trim()), `seed ${seed}: ${said}`);
      });
      const once = told(mine.runs, ids);
      mine.runs.merge(other.runs.snapshot());
      assert.deepEqual(told(mine.runs, ids), once, `seed ${seed}: merging the same again changes nothing`);
    }
  });

  test('merging marks does not depend on who begins, but for the order of notes', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const roll = dice(seed);
      const mark = () => ({ done: roll(2) === 1, picked: roll(2) === 1, note: roll(2) === 1 ? word(roll, 6) : '', at: roll(5) });
      const [a, b] = [mark(), mark()];
      const [ab, ba] = [mergeMarks(a, b), mergeMarks(b, a)];
      assert.deepEqual([ab.done, ab.picked, ab.at, ab.note.length], [ba.done, ba.picked, ba.at, ba.note.length]);
    }
  });

  test('renaming, reordering and removing items keeps what was said of those that are left', () => {
    for (let seed = 1; seed <= 150; seed++) {
      const roll = dice(seed);
      const ids = idsFor(roll);
      const { runs, publish } = setUp(ids.map((id) => item(id)));
      scribble(roll, runs, ids);
      const before = new Map(told(runs, ids).map(([id, ...rest]) => [id, rest]));
      const next = ids.filter(() => roll(4) > 0).map((id) => (roll(2) ? item(id) : item(`new ${id}`, { was: [id] }))).sort(() => roll(3) - 1);
      publish(next);
      for (const { id, was } of next) assert.deepEqual(told(runs, [id])[0].slice(1), before.get(was?.[0] ?? id), `seed ${seed}, ${id}`);
      assert.deepEqual(runs.news().fresh, [], `seed ${seed}`);
      publish(ids.map((id) => item(id)));
      for (const [id, ...rest] of told(runs, ids)) assert.deepEqual(rest, before.get(id), `seed ${seed}: back again`);
    }
  });

  test('random fragments and files never do anything but be refused', async () => {
    for (let seed = 1; seed <= 300; seed++) {
      const roll = dice(seed);
      const noise = Array.from({ length: roll(60) }, () => String.fromCharCode(32 + roll(95))).join('');
      const packed = `1${'zp'[roll(2)]}${Buffer.from(noise).toString('base64url')}`;
      for (const text of [noise, packed]) await assert.rejects(share.unpack(text), { said: true });
      assert.throws(() => share.fromFile(noise), { said: true });
    }
  });
});
