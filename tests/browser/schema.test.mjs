// The JSON Schemas that `waybook schema` prints, held against the program: each is a schema of draft 2020-12 whose own
// examples keep it, and what a schema accepts, `waybook check` accepts, and the other way round. The patterns run in the
// regular expressions of JavaScript here, as they do in editors.
//
// The program comes in by WAYBOOK_PROGRAM (tests/run sets it).

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { TEST_TIMEOUT, assertNone } from './support.mjs';

const program = process.env.WAYBOOK_PROGRAM;
assert.ok(program, 'WAYBOOK_PROGRAM does not say where the program is');
const repository = fileURLToPath(new URL('../../', import.meta.url));
const scratch = mkdtempSync(path.join(tmpdir(), 'waybook-schema-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

/** Where a file of each kind lies in a workspace of one playbook called `p`. */
const PLACES = {
  playbook: 'content/p/playbook.md',
  stage: 'content/p/stages/a.md',
  pillar: 'content/p/pillars/a.md',
  mistake: 'content/p/mistakes/a.md',
  touchpoints: 'content/p/touchpoints.yaml',
  metrics: 'content/p/metrics.yaml',
  glossary: 'content/p/glossary.md',
  audit: 'content/p/audit.md',
  quiz: 'content/p/quiz.md',
  page: 'content/p/a.md',
  config: 'waybook.yaml',
  brand: 'brands/p/brand.yaml',
};
const KINDS = Object.keys(PLACES);

/** The findings that are about the keys and values of a file. */
const CODES = [
  'front-matter-syntax', 'key-missing', 'key-unknown', 'pillar-stage-unknown', 'stage-unknown', 'value-invalid',
];

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strict: true, strictTypes: false, strictRequired: false, formats: { date: true } });
ajv.addKeyword({ keyword: 'patternErrorMessage', schemaType: 'string' });
const schemas = Object.fromEntries(KINDS.map((kind) => [kind, JSON.parse(run('schema', kind).stdout)]));
for (const schema of Object.values(schemas)) ajv.addSchema(schema);

function run(...words) {
  const done = spawnSync(program, [...words, '--color', 'never'], { encoding: 'utf8', maxBuffer: 1 << 30 });
  assert.ifError(done.error);
  return done;
}

/** Whether the schema of a kind accepts a value. */
function accepts(kind, value) {
  return ajv.validate(schemas[kind].$id, value);
}

/** Whether a part of a schema, to which a JSON pointer leads, accepts a value. */
function partAccepts(kind, pointer, value) {
  return ajv.validate({ $ref: `${schemas[kind].$id}#${pointer}` }, value);
}

/** The findings about keys and values in a workspace: `[{ level, code, file, message }]`. */
function findings(root) {
  const { stderr } = run('check', '--root', root, '--drafts');
  const found = stderr.matchAll(/^(error|warning)\[([a-z-]+)\]: (.*)\n *--> ([^\n]*?)(?::\d+:\d+)?$/gmu);
  return [...found]
    .map(([, level, code, message, file]) => ({ level, code, file, message }))
    .filter(({ code }) => CODES.includes(code));
}

function write(root, file, text) {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

/** Every object below a value, with the way to it as a JSON pointer. */
function* parts(value, pointer = '') {
  if (value === null || typeof value !== 'object') return;
  yield [pointer, value];
  for (const [key, below] of Object.entries(value)) {
    yield* parts(below, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  }
}

describe('schemas', () => {
  test('the list names every kind', () => {
    const listed = [...run('schema').stdout.matchAll(/^ {2}(\S+) /gm)].map(([, name]) => name);
    assert.deepEqual(listed.sort(), [...KINDS].sort());
  });

  for (const kind of KINDS) {
    test(`${kind}: a schema of draft 2020-12 whose examples and defaults keep it`, () => {
      const schema = schemas[kind];
      assert.equal(schema.$schema, 'https://json-schema.org/draft/2020-12/schema');
      assert.ok(ajv.validateSchema(schema), ajv.errorsText());
      let examples = 0;
      for (const [pointer, part] of parts(schema)) {
        if (!Array.isArray(part.examples)) continue;
        const values = 'default' in part ? [...part.examples, part.default] : part.examples;
        for (const value of values) {
          assert.ok(partAccepts(kind, pointer, value), `${pointer}: ${JSON.stringify(value)}: ${ajv.errorsText()}`);
          examples += 1;
        }
      }
      assert.ok(examples > 0);
    });
  }
});

// ── Whole workspaces ─────────────────────────────────────────────────────────────────────────────────────────────────

/** The kind of a file of a workspace, from where it lies; nothing for a file without facts. */
function kindOf(file) {
  const below = /^content\/[^/]+\/(.*)$/.exec(file)?.[1];
  if (file === 'waybook.yaml') return 'config';
  if (/^brands\/[^/]+\/brand\.yaml$/.test(file)) return 'brand';
  if (!below || below.startsWith('assets/')) return undefined;
  const fixed = KINDS.find((kind) => PLACES[kind] === `content/p/${below}` && kind !== 'page');
  if (fixed && !below.includes('/')) return fixed;
  if (!below.endsWith('.md')) return undefined;
  const folder = { 'stages/': 'stage', 'pillars/': 'pillar', 'mistakes/': 'mistake' };
  return folder[/^[^/]*\//.exec(below)?.[0]] ?? 'page';
}

/** The facts of a file as an editor would read them; nothing where there are none, or none that can be read. */
function facts(root, file) {
  const text = readFileSync(path.join(root, file), 'utf8').replace(/^\uFEFF/, '');
  const block = file.endsWith('.md') ? /^---[ \t]*\r?\n([\s\S]*?)^---[ \t]*\r?$/m.exec(text) : { index: 0, 1: text };
  if (!block || block.index !== 0) return undefined;
  try {
    return parse(block[1]) ?? {};
  } catch {
    return undefined;
  }
}

function workspaces() {
  const below = (folder) => readdirSync(path.join(repository, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(repository, folder, entry.name));
  const made = ['blank', 'xiaohongshu'].map((template) => {
    const root = path.join(scratch, template);
    assert.equal(run('new', root, '--template', template).status, 0);
    return root;
  });
  return [repository, ...below('examples'), ...made, ...below('tests/workspaces')];
}

function filesOf(root) {
  const roots = ['content', 'brands'].flatMap((folder) => {
    try {
      return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)));
    } catch {
      return [];
    }
  });
  return [...roots, ...readdirSync(root).filter((name) => name === 'waybook.yaml')];
}

test('schemas and program agree on every workspace of the repository', { timeout: TEST_TIMEOUT }, (t) => {
  const problems = [];
  let files = 0;
  for (const root of workspaces()) {
    const found = findings(root);
    for (const file of filesOf(root)) {
      const value = facts(root, file);
      const own = found.filter((finding) => finding.file === file);
      const kind = value?.kind && KINDS.includes(value.kind) ? value.kind : kindOf(file);
      if (!kind || value === undefined || own.some(({ code }) => code === 'front-matter-syntax')) continue;
      files += 1;
      const schema = accepts(kind, value);
      const errors = own.filter(({ level, code }) => level === 'error' || code === 'key-unknown');
      if (schema !== (errors.length === 0)) {
        const said = schema ? errors.map(({ message }) => message).join('; ') : ajv.errorsText();
        problems.push(`${path.relative(repository, path.join(root, file))}: only ${schema ? 'the program' : 'the schema'} refuses it: ${said}`);
      }
    }
  }
  t.diagnostic(`${files} files`);
  assert.ok(files > 100);
  assertNone(problems, 'disagreement');
});

// ── Right and wrong values ───────────────────────────────────────────────────────────────────────────────────────────

/** What may be tried for any key: something right and something wrong for every shape. */
const VALUES = [
  null, true, false, 0, 1, 5, 6, -1, 0.5, 1.5, 99, 100, 2026,
  '', ' ', 'a', 'a b', 'A', 'a-b', 'a--b', '-a', 'é', 'É', '种草', '种-1', 'a_b', 'x'.repeat(100), 'x'.repeat(101), ' a ',
  'a, b', 'a，b', 'one\ntwo', 'tab\there', 'bell\u0007',
  '2026-05-04', '2026-5-4', '2026-02-29', '2024-02-29', '2000-02-29', '1900-02-29', '2026-04-31', '2026-13-01', '0000-01-01', '2026-05-04T10:00',
  '3 months', '1 day', '0 days', '007 weeks', '65535 days', '65536 days', '3months', '3 fortnights', '+3 years', '3  years',
  'en', 'en-GB', 'zh-Hans-CN', 'en_GB', 'english', 'e', 'abcd', 'de-1996', 'sl-rozaj-biske', 'en-',
  'CN', 'cn', 'XX', 'GB',
  'https://example.com/', 'HTTP://例子.cn', 'https://', 'https:///a', 'ftp://example.com', 'https://a b', 'https://a/?q#x', 'https://a"b', 'example.com',
  'a/b', '/a', '../a', 'a/..', 'a/../b', 'a/..b', 'C:\\a', '~/a', 'é:', 'a\\..\\b',
  '#fff', '#FFFFFF', '#ffff', 'red', '#ggg', 'Georgia, serif', "'PT Serif', serif", '"unbalanced', 'url(x)', 'a;b',
  'discovery', 'advocacy', 'awareness', 'all', 'draft', 'approved', 'clean', 'off', 'warning', 'loud', 'do-confirm', 'koc', 'shop', 'page',
  [], ['discovery'], ['discovery', 'research'], ['awareness'], ['all'], ['a-b'], ['A b'], ['a', 1], ['a, b'], [''], [null], [['a']], [{ a: 1 }],
  ['koc', 'brand'], ['koc', 'nobody'], [{ key: 'discovery' }], [{ key: 'discovery', role: 'primary' }], [{ key: 'awareness' }], [{ role: 'primary' }],
  [{ key: ['discovery'] }], [{ key: 'discovery', role: 'main' }], [{ key: 'discovery', 'x-note': 1 }], [{ key: 'discovery', note: 1 }],
  {}, { a: 1 }, { 'x-a': [1] }, { discovery: 'See it' }, { discovery: ['See it'] }, { discovery: '' }, { awareness: 'See it' },
  { key: 'research' }, { mode: 'do-confirm' }, { mode: 'loud' }, { when: ['x'] }, { accent: '#fff' }, { accent: 'red' }, { text: 'serif' },
  { north: { playbooks: ['p'] } }, { north: { playbooks: [['p']] } }, { north: {} }, { 'A b': { playbooks: ['p'] } }, { north: 'p' }, { raw_html: 'allow' },
  { 'loop-open': 'off' }, { 'loop-open': 'loud' }, { 'loop-open': { level: 'info' } }, { 'loop-open': { most: 1 } }, { 'loop-opne': 'off' },
  { 'checklist-size': { least: 2, most: 9 } }, { 'checklist-size': { most: 0 } }, { 'checklist-size': { most: 'many' } }, { 'checklist-size': [] },
];

/** Where a schema is stricter than the program on purpose; `src/document/front_matter/schema/json.rs` gives the reasons. */
function isStricter(value, key) {
  if (Array.isArray(value)) return (key === 'stages' && value.length === 0) || value.some((one) => isStricter(one));
  if (value !== null && typeof value === 'object') return Object.values(value).some((one) => isStricter(one));
  if (typeof value === 'string') return value.trim() === '' || value !== value.trim();
  return value === null || typeof value === 'boolean';
}

/** The facts of a kind, without those that may be left out, with one key set; a file of records has one record. */
function withKey(kind, key, value) {
  const { required = [], properties } = schemas[kind].items ?? schemas[kind];
  const needed = Object.entries(properties)
    .filter(([name, { description }]) => required.includes(name) || description.includes('Wanted: '));
  const facts = Object.fromEntries(needed.map(([name, { examples }]) => [name, examples[0]]));
  facts[key] = value;
  return schemas[kind].items ? [facts] : facts;
}

/**
 * Every value for a key of each shape of a kind, for a key of the author's own and for one that nobody knows. `kind:` is
 * left out, since it changes the schema.
 */
function cases(kind) {
  const { required = [], properties } = schemas[kind].items ?? schemas[kind];
  const shapes = new Map([['own', 'x-own'], ['unknown', 'unheard-of']]);
  for (const [key, { description, examples, ...shape }] of Object.entries(properties)) {
    const name = JSON.stringify([required.includes(key), shape]);
    if (!shapes.has(name) && (key !== 'kind' || schemas[kind].items)) shapes.set(name, key);
  }
  return [...shapes.values()].flatMap((key) => VALUES.map((value) => ({ key, value, facts: withKey(kind, key, value) })));
}

// The schemas of a glossary, an audit and a quiz are that of a page but for its title.
for (const kind of KINDS.filter((name) => !['glossary', 'audit', 'quiz'].includes(name))) {
  test(`${kind}: schema and program agree on right and wrong values`, { timeout: TEST_TIMEOUT }, (t) => {
    const all = cases(kind);
    const refused = kind === 'config' ? all.map(refusedAlone) : refusedTogether(kind, all);
    const problems = [];
    const counts = { accepted: 0, refused: 0 };
    all.forEach(({ key, value, facts }, index) => {
      const schema = accepts(kind, facts);
      counts[schema ? 'accepted' : 'refused'] += 1;
      if (schema === !refused[index] || (!schema && isStricter(value, key))) return;
      problems.push(`${key}: ${JSON.stringify(value)}: only ${schema ? 'the program' : 'the schema'} refuses it`);
    });
    t.diagnostic(`${all.length} values: ${counts.accepted} accepted, ${counts.refused} refused by the schema`);
    assert.ok(counts.accepted > 0 && counts.refused > 0);
    assertNone(problems, 'disagreement');
  });
}

/** JSON is YAML, so that a value means the same to both. */
function textOf(file, facts) {
  const json = JSON.stringify(facts);
  return file.endsWith('.md') ? `---\n${json}\n---\n` : `${json}\n`;
}

/** The rules about anything but keys and values are off, so that not everything a nearly empty playbook lacks is said. */
const OTHERS_OFF = JSON.stringify({
  lint: Object.fromEntries(
    [...run('explain').stdout.matchAll(/^ {2}([a-z-]+) /gm)]
      .filter(([, rule]) => !CODES.includes(rule))
      .map(([, rule]) => [rule, 'off']),
  ),
});

/** For each case whether the program refuses it, all in one workspace. */
function refusedTogether(kind, all) {
  const root = mkdtempSync(path.join(scratch, `${kind}-`));
  // Files of which a playbook has one lie in a playbook each.
  const placeOf = (index) => (PLACES[kind].includes('/a.md')
    ? PLACES[kind].replace('/a.md', `/a${index}.md`)
    : PLACES[kind].replace('/p/', `/p${index}/`));
  write(root, 'waybook.yaml', OTHERS_OFF);
  write(root, 'content/p/playbook.md', textOf(PLACES.playbook, withKey('playbook', 'title', 'P')));
  all.forEach(({ facts }, index) => write(root, placeOf(index), textOf(PLACES[kind], facts)));
  const found = new Set(findings(root).filter(isRefusal).map(({ file }) => file));
  return all.map((_, index) => found.has(placeOf(index)));
}

/** Whether the program refuses one `waybook.yaml`. */
function refusedAlone({ facts }) {
  const root = path.join(scratch, 'config');
  write(root, 'content/p/playbook.md', textOf(PLACES.playbook, withKey('playbook', 'title', 'P')));
  write(root, 'waybook.yaml', textOf('waybook.yaml', facts));
  return findings(root).some((finding) => finding.file === 'waybook.yaml' && isRefusal(finding));
}

/** An unknown key is a warning of the program, and refused by a schema. */
function isRefusal({ level, code }) {
  return level === 'error' || code === 'key-unknown';
}
