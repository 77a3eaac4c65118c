// What `waybook check` gives to programs, over whole workspaces: SARIF keeps to the standard's schema, and says of every
// place the same as the JSON, which counts bytes and UTF-16 units beside characters.
//
// The schema is the one of OASIS, as Microsoft's package carries it. WAYBOOK names the program (default: the debug build).

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';

const root = path.resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');
const waybook = process.env.WAYBOOK ?? path.join(root, 'target/debug/waybook');
const schema = createRequire(import.meta.url)('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');

// One pattern of the schema is no regular expression in Unicode mode.
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv);
const validate = ajv.compile(schema);

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'waybook-formats-'));
after(() => fs.rmSync(scratch, { recursive: true }));

/** What `waybook check` prints in a format. */
function check(workspace, format) {
  const result = spawnSync(waybook, ['check', '--root', workspace, '--today', '2026-03-01', '--format', format], {
    cwd: workspace,
    encoding: 'utf8',
    env: { ...process.env, GITHUB_WORKSPACE: '' },
    maxBuffer: 1 << 28,
  });
  assert.ifError(result.error);
  assert.ok(result.status === 0 || result.status === 1, result.stderr);
  return result.stdout;
}

/** The base of the test workspaces with files laid over it. */
function over(name, lay) {
  const workspace = path.join(scratch, name);
  fs.cpSync(path.join(root, 'tests/workspaces/base'), workspace, { recursive: true });
  lay(workspace);
  return workspace;
}

/** Names and texts that are hard to count in, or to put into an address. */
function strange(workspace) {
  const pillars = path.join(workspace, 'content/demo/pillars');
  const texts = {
    '种 草 #1?100%.md': '---\r\ntitle: "😀"\r\nstages: ["👨‍👩‍👧 家", awareness]\r\n---\r\n\r\n\t👍🏽 [x](nö.md) é\r\n',
    'bom.md': '\ufeff---\ntitle: t\nstages: [awareness, 购买]\nx😀: 1\n---\n\n😀 [[no such term]] [a](b.md)\n',
    "a:b,'c'&d.md": '---\nstages: [awareness]\n---\n\n{0} [a](1) שלום [b](c.md)\n',
    'empty.md': '',
    'open.md': '---\ntitle: "never closed\n',
  };
  for (const [name, text] of Object.entries(texts)) fs.writeFileSync(path.join(pillars, name), text);
  fs.mkdirSync(path.join(workspace, 'content/no playbook'), { recursive: true });
}

function workspaces() {
  const found = { flagship: root };
  for (const name of fs.readdirSync(path.join(root, 'examples'))) found[name] = path.join(root, 'examples', name);
  for (const name of fs.readdirSync(path.join(root, 'tests/workspaces'))) {
    const input = path.join(root, 'tests/workspaces', name, 'input');
    if (fs.existsSync(input)) found[name] = over(name, (to) => fs.cpSync(input, to, { recursive: true }));
  }
  found.strange = over('strange', strange);
  return found;
}

/** The text of a file, or nothing where it is no UTF-8. */
function read(workspace, file) {
  try {
    const bytes = fs.readFileSync(path.join(workspace, file));
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The bytes before a place that is counted in lines and in units; a byte-order mark takes no column. */
function offset(text, line, column, units) {
  const lines = text.split(/(?<=\n)/);
  const before = lines.slice(0, line - 1).join('');
  const mark = line === 1 && text.startsWith('\ufeff') ? '\ufeff' : '';
  const rest = units((lines[line - 1] ?? '').slice(mark.length));
  assert.ok(rest.length >= column - 1, `line ${line} has no column ${column}`);
  const head = rest.slice(0, column - 1);
  return Buffer.byteLength(before + mark + (Array.isArray(head) ? head.join('') : head));
}

const characters = (line) => [...line];
const utf16 = (line) => line;

/** A place of the JSON and a region of the SARIF log mean the same bytes. */
function samePlace(text, start, end, region) {
  if (start === null) {
    assert.equal(region, undefined);
    return;
  }
  assert.deepEqual(
    [region.startLine, region.startColumn, region.endLine, region.endColumn],
    [start.line, start.column, end.line, end.column],
  );
  if (text === undefined) return;
  for (const place of [start, end]) {
    assert.equal(offset(text, place.line, place.column, characters), place.offset);
    assert.equal(offset(text, place.line, place.utf16_column, utf16), place.offset);
  }
}

/** Every place of a log is that of the JSON. */
function samePlaces(workspace, report, log) {
  const { results } = log.runs[0];
  assert.equal(results.length, report.findings.length);
  for (const [i, finding] of report.findings.entries()) {
    const locations = [...results[i].locations, ...(results[i].relatedLocations ?? [])];
    for (const [j, label] of finding.labels.entries()) {
      const { artifactLocation, region } = locations[j].physicalLocation;
      assert.equal(decodeURIComponent(artifactLocation.uri), label.path);
      samePlace(read(workspace, label.path), label.start, label.end, region);
    }
    const changes = results[i].fixes?.[0].artifactChanges ?? [];
    const replacements = changes.flatMap((change) => change.replacements);
    const edits = finding.fix?.edits ?? [];
    assert.equal(replacements.length, edits.length);
    if (changes.length === 1) {
      for (const [j, edit] of edits.entries()) {
        samePlace(read(workspace, edit.path), edit.start, edit.end, replacements[j].deletedRegion);
        assert.equal(replacements[j].insertedContent.text, edit.replacement);
      }
    }
  }
}

describe('formats', () => {
  let total = 0;
  for (const [name, workspace] of Object.entries(workspaces())) {
    test(`${name}: SARIF is valid and agrees with the JSON`, (t) => {
      const log = JSON.parse(check(workspace, 'sarif'));
      assert.ok(validate(log), JSON.stringify(validate.errors, null, 1));
      for (const result of log.runs[0].results) {
        assert.equal(log.runs[0].tool.driver.rules[result.ruleIndex].id, result.ruleId);
        const { uri } = result.locations[0].physicalLocation.artifactLocation;
        assert.doesNotThrow(() => new URL(uri, 'https://example.com/'));
      }
      samePlaces(workspace, JSON.parse(check(workspace, 'json')), log);
      total += log.runs[0].results.length;
      t.diagnostic(`${log.runs[0].results.length} results`);
    });
    test(`${name}: every annotation is one command`, () => {
      const lines = check(workspace, 'github').split('\n');
      assert.equal(lines.pop(), '');
      for (const line of lines) assert.match(line, /^::(error|warning|notice) (file=[^:,]+,([a-zA-Z]+=\d+,)*)?title=[a-z-]+::./);
    });
  }

  test('the schema refuses what is wrong', () => {
    assert.ok(total > 50, `only ${total} results were looked at`);
    const wrong = JSON.parse(check(path.join(scratch, 'strange'), 'sarif'));
    wrong.runs[0].results[0].level = 'info';
    assert.ok(!validate(wrong));
  });
});
