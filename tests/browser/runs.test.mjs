// Checklists with runs, as a reader uses them: over http at the root and under a subpath, and from a file, in both themes,
// under a strict policy. The sites are built here, because a run has to outlive a new version of its playbook.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { answerWith, fileAt } from './places.mjs';
import { DESK, PHONE, TEST_TIMEOUT, assertNone, dependency, launch } from './support.mjs';
import { DEADLINE, openTab, serve, until } from './serving.mjs';

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const binary = process.env.WAYBOOK || path.join(process.env.CARGO_TARGET_DIR || path.join(repository, 'target'), 'debug', 'waybook');
const DISCOVERY = 'content/demo/stages/1-discovery.md';

/** The next version of the playbook: one text edited, the order turned round, one item renamed, one gone, one new. */
const NEXT = [
  ['- [ ] **Must:** Two notes show the cream in a winter scene <!-- #winter-2 tags=search -->\n', ''],
  ['- [ ] Five creators have received a sample <!-- #samples-5 tags=seed -->', '- [ ] Five small creators hold a sample <!-- #samples-small was=samples-5 tags=seed -->'],
  ['- [ ] Saves per note are written down <!-- #saves-log tags=measure -->', '- [ ] A phrase list is at hand <!-- #phrase-list tags=search -->\n- [ ] Saves of each note are on the sheet <!-- #saves-log tags=measure -->\n- [ ] **Must:** Two notes show the cream in a winter scene, outdoors <!-- #winter-2 tags=search -->'],
];

let root;
let browser;
let server;
/** What is served: a folder for each first piece of a path; `''` is the root. */
const served = {};
const built = {};

before(async () => {
  assert.ok(existsSync(binary), `no ${binary}: build it, or set WAYBOOK`);
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'waybook-runs-')));
  const workspace = path.join(root, 'workspace');
  cpSync(path.join(repository, 'tests/workspaces/base'), workspace, { recursive: true });
  cpSync(path.join(repository, 'themes'), path.join(workspace, 'themes'), { recursive: true });
  writeFileSync(path.join(workspace, 'waybook.yaml'), 'title: Demo\nid: demo-site\nlocale: en\n');
  const build = (name, theme) => {
    built[name] = path.join(root, name);
    execFileSync(binary, ['build', '--root', workspace, '--theme', theme, '--output', built[name], '--today', '2026-03-01'], { stdio: ['ignore', 'ignore', 'inherit'] });
  };
  for (const theme of ['atlas', 'ledger']) build(theme, theme);
  const file = path.join(workspace, DISCOVERY);
  let text = readFileSync(file, 'utf8');
  for (const [from, to] of NEXT) {
    assert.ok(text.includes(from), from);
    text = text.replace(from, to);
  }
  writeFileSync(file, text);
  build('next', 'atlas');
  browser = await launch();
  server = await answerWith(fileServed);
});

after(async () => {
  await browser?.close();
  server?.close();
  if (root) rmSync(root, { recursive: true, force: true });
});

function fileServed(pathname) {
  const first = decodeURIComponent(pathname).split('/')[1];
  const within = first !== '' && served[first] ? first : '';
  return served[within] && fileAt({ dir: served[within] }, within ? `/${within}/` : '/', pathname);
}

const WAYS = {
  'http at the root': (theme) => {
    served[''] = built[theme];
    return `${server.origin}/`;
  },
  'http under a subpath': (theme) => {
    served.docs = built[theme];
    return `${server.origin}/docs/`;
  },
  'a file': (theme) => `${pathToFileURL(built[theme]).href}/`,
};

/** A context with its own memory, and what goes wrong in its tabs. */
async function visit(t, options = {}) {
  const context = await browser.newContext({ viewport: DESK, locale: 'en', ...options });
  context.setDefaultTimeout(DEADLINE);
  const problems = [];
  context.on('console', (message) => {
    if (message.type() === 'error' && !/favicon\.ico/.test(message.text())) problems.push(`${message.page()?.url()}: ${message.text()}`);
  });
  context.on('weberror', (error) => problems.push(`uncaught: ${error.error().message}`));
  t.after(async () => {
    await context.close();
    assert.deepEqual(problems, [], 'nothing goes wrong in the console');
  });
  return context;
}

async function go(context, address) {
  const tab = await context.newPage();
  await tab.goto(address, { waitUntil: 'load' });
  return tab;
}

const box = (tab, id) => tab.locator(`input[data-item="${id}"]`);
const row = (tab, id) => tab.locator('li', { has: box(tab, id) });
const openRuns = async (tab) => {
  await tab.locator('.overall button').click();
  await tab.locator('wb-runs dialog[open]').waitFor();
};
const button = (tab, name) => tab.locator('wb-runs dialog').getByRole('button', { name, exact: true });
const said = (tab) => tab.locator('wb-runs [role=status]');
const says = (tab, text) => until(async () => (await said(tab).textContent()).includes(text), `the dialog says "${text}"`);
const closeRuns = (tab) => tab.locator('wb-runs .run-close').click();
const heard = (tab, text) => until(async () => (await tab.locator('wb-voice').allTextContents()).join().includes(text), `"${text}" is announced`);
const names = (tab) => tab.locator('.run-list bdi').allTextContents();

for (const theme of ['atlas', 'ledger']) {
  for (const [way, at] of Object.entries(WAYS)) {
    describe(`${theme}, ${way}`, { timeout: TEST_TIMEOUT }, () => {
      test('a tick on the first visit is there on the next, on every page that has the item', async (t) => {
        const context = await visit(t);
        const tab = await go(context, `${at(theme)}stages/discovery.html`);
        assert.equal(await tab.locator('wb-voice').count(), 0, 'nothing is announced on load');
        await box(tab, 'winter-2').check();
        await heard(tab, 'Discovery: 1 of 3 done.');
        await tab.goto(`${at(theme)}checklist.html`);
        assert.equal(await box(tab, 'winter-2').isChecked(), true);
        assert.match(await tab.locator('.overall output').textContent(), /^1 of \d+ done$/);
        assert.equal(await tab.locator('.sheet wb-count').first().textContent(), '1 of 3 done');
        await tab.goto(`${at(theme)}print.html`);
        assert.equal(await box(tab, 'winter-2').isChecked(), true);
      });

      test('progress is shown in the way to each stage, on the loop, and home goes on where one stopped', async (t) => {
        const context = await visit(t);
        const tab = await go(context, `${at(theme)}index.html`);
        const begins = await tab.locator('[data-resume]').first().textContent();
        await tab.goto(`${at(theme)}stages/discovery.html`);
        for (const id of ['winter-2', 'samples-5', 'saves-log']) await box(tab, id).check();
        await tab.goto(`${at(theme)}index.html`);
        const resume = tab.locator('[data-resume]').first();
        assert.equal(await resume.textContent(), 'Continue: Research');
        assert.equal(await tab.locator('.loop .done-ring').count(), 1);
        assert.match(await tab.locator('.loop a.node').first().getAttribute('aria-label'), /3 of 3 items done$/);
        await resume.click();
        await tab.waitForURL(/research/);
        const way1 = tab.locator('nav li.stage-discovery > a').first();
        assert.match(await way1.textContent(), /3 of 3 done/);
        await tab.goto(`${at(theme)}stages/discovery.html`);
        for (const id of ['winter-2', 'samples-5', 'saves-log']) await box(tab, id).uncheck();
        await tab.goto(`${at(theme)}index.html`);
        assert.equal(await tab.locator('[data-resume]').first().textContent(), begins);
      });

      test('runs are created, switched, renamed, duplicated, reset and deleted, and that is undone', async (t) => {
        const context = await visit(t);
        const tab = await go(context, `${at(theme)}checklist.html`);
        await box(tab, 'winter-2').check();
        await openRuns(tab);
        await tab.locator('.run-new input').fill('Spring launch');
        await tab.keyboard.press('Enter');
        await says(tab, 'Spring launch');
        assert.deepEqual(await names(tab), ['My run', 'Spring launch']);
        assert.equal(await box(tab, 'winter-2').isChecked(), false);
        await tab.locator('.run-list input').first().check();
        assert.equal(await box(tab, 'winter-2').isChecked(), true);
        await button(tab, 'Rename').click();
        await tab.locator('.run-question input').fill('Autumn');
        await tab.keyboard.press('Enter');
        await says(tab, 'Autumn');
        assert.deepEqual(await names(tab), ['Autumn', 'Spring launch']);
        await button(tab, 'Duplicate').click();
        await says(tab, 'Autumn, copy');
        await button(tab, 'Reset').click();
        assert.match(await tab.locator('.run-question').textContent(), /1 tick|one tick/);
        await button(tab, 'Cancel').click();
        assert.equal(await box(tab, 'winter-2').isChecked(), true);
        await button(tab, 'Reset').click();
        await button(tab, 'Yes, reset').click();
        await says(tab, 'blank again');
        assert.equal(await box(tab, 'winter-2').isChecked(), false);
        await button(tab, 'Undo').click();
        await says(tab, 'as it was');
        assert.equal(await box(tab, 'winter-2').isChecked(), true);
        await button(tab, 'Delete').click();
        await button(tab, 'Yes, delete').click();
        await says(tab, 'deleted');
        assert.deepEqual(await names(tab), ['Autumn', 'Spring launch']);
        await button(tab, 'Undo').click();
        assert.deepEqual((await names(tab)).sort(), ['Autumn', 'Autumn, copy', 'Spring launch']);
        await closeRuns(tab);
        assert.equal(await tab.locator('.overall button').textContent(), 'Autumn, copy');
        await tab.reload();
        assert.equal(await tab.locator('.overall button').textContent(), 'Autumn, copy');
      });

      test('items are filtered; the filter is in the address, is told, and can be taken back', async (t) => {
        const context = await visit(t);
        const tab = await go(context, `${at(theme)}checklist.html`);
        const all = await tab.locator('.sheet input[data-item]:visible').count();
        await tab.locator('select[name=stage]').selectOption('research');
        assert.equal(await tab.locator('.sheet input[data-item]:visible').count(), 3);
        assert.equal(await tab.locator('.shown [role=status]').textContent(), `3 of ${all} items fit.`);
        assert.match(tab.url(), /#stage=research$/);
        await tab.locator('select[name=level]').selectOption('must');
        assert.deepEqual(await tab.locator('.sheet input[data-item]:visible').evaluateAll((found) => found.map((one) => one.id)), ['reply-1d']);
        await tab.locator('select[name=show]').selectOption('open');
        await box(tab, 'reply-1d').check();
        assert.equal(await box(tab, 'reply-1d').isVisible(), true, 'a tick takes nothing away under the hand');
        await tab.reload();
        assert.equal(await tab.locator('.shown [role=status]').textContent(), 'No item fits.');
        await tab.getByRole('button', { name: 'Show all' }).click();
        assert.equal(await tab.locator('.sheet input[data-item]:visible').count(), all);
        assert.ok(!tab.url().includes('#'));
        await tab.goto(`${at(theme)}checklist.html#tag=seed`);
        await until(async () => (await tab.locator('.sheet input[data-item]:visible').count()) < all, 'a linked filter is taken up');
        await tab.evaluate(() => { location.hash = '#winter-2'; });
        await until(() => box(tab, 'winter-2').isVisible(), 'what is linked to is shown, whatever the filter');
      });

      test('notes are written, kept, changed and removed, by keyboard', async (t) => {
        const context = await visit(t);
        const tab = await go(context, `${at(theme)}stages/discovery.html`);
        const pen = row(tab, 'winter-2').getByRole('button', { name: /note/ });
        await pen.focus();
        await tab.keyboard.press('Enter');
        await tab.keyboard.type('Ask <b>Lin</b>');
        await tab.keyboard.press('Enter');
        await tab.keyboard.type('on Monday');
        await tab.keyboard.press('Escape');
        assert.equal(await pen.evaluate((one) => one === document.activeElement), true);
        await tab.goto(`${at(theme)}checklist.html`);
        assert.equal(await row(tab, 'winter-2').locator('wb-note p').textContent(), 'Ask <b>Lin</b>\non Monday');
        await row(tab, 'winter-2').getByRole('button', { name: /^Change the note/ }).click();
        await tab.locator('wb-note textarea').fill('');
        await tab.getByRole('button', { name: 'Done', exact: true }).click();
        await tab.reload();
        assert.equal(await row(tab, 'winter-2').locator('wb-note').isVisible(), false);
      });

      test('a run goes into a file and comes back as another run, or into the one in use', async (t) => {
        const context = await visit(t);
        const tab = await go(context, `${at(theme)}checklist.html`);
        await box(tab, 'winter-2').check();
        await tab.evaluate(() => waybook.runs.setNote('reply-1d', 'mine'));
        await openRuns(tab);
        const [download] = await Promise.all([tab.waitForEvent('download'), button(tab, 'Save as a file').click()]);
        assert.equal(download.suggestedFilename(), 'demo-my-run.json');
        const file = path.join(root, `${theme}-${Math.random()}.json`);
        await download.saveAs(file);
        await closeRuns(tab);
        await box(tab, 'winter-2').uncheck();
        await box(tab, 'samples-5').check();
        await openRuns(tab);
        const choose = tab.locator('wb-runs input[type=file]');
        await choose.setInputFiles(file);
        await button(tab, 'Add to my run').click();
        await says(tab, 'Added');
        assert.deepEqual(await Promise.all(['winter-2', 'samples-5'].map((id) => box(tab, id).isChecked())), [true, true]);
        await choose.setInputFiles(file);
        await button(tab, 'As a new run').click();
        await says(tab, 'My run (2)');
        assert.deepEqual(await Promise.all(['winter-2', 'samples-5'].map((id) => box(tab, id).isChecked())), [true, false]);
        assert.equal(await tab.evaluate(() => waybook.runs.note('reply-1d')), 'mine');
        for (const [text, reason] of [['{', 'not JSON'], ['{}', 'not a saved run'], ['{"waybook":"run","version":9}', 'newer version'], ['{"waybook":"run","version":1,"name":"x","items":{"a":1}}', 'damaged'], ['{"waybook":"run","version":1,"name":"x","items":{"elsewhere":{"done":true}}}', 'another one']]) {
          await choose.setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from(text) });
          await says(tab, reason);
        }
        assert.equal((await names(tab)).length, 2);
      });

      test('a run goes into a link, and is taken over only when one says so', async (t) => {
        const context = await visit(t);
        const tab = await go(context, `${at(theme)}checklist.html`);
        await box(tab, 'winter-2').check();
        await tab.evaluate(() => waybook.runs.setNote('winter-2', '<img src=x onerror=alert(1)>'));
        // The clipboard is closed, so that the link is shown.
        await tab.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
        await openRuns(tab);
        await button(tab, 'Copy a link').click();
        const link = await tab.locator('.run-question textarea').inputValue();
        assert.match(link, /checklist\.html#run=1z[\w-]+$/);
        const other = await visit(t);
        const there = await go(other, link);
        await button(there, 'As a new run').waitFor();
        assert.ok(!there.url().includes('#run'));
        assert.equal(await box(there, 'winter-2').isChecked(), false, 'nothing is taken over silently');
        await button(there, 'Cancel').click();
        assert.equal(await there.evaluate(() => waybook.runs.begun()), false);
        await there.goto('about:blank');
        await there.goto(link);
        await button(there, 'As a new run').click();
        assert.equal(await box(there, 'winter-2').isChecked(), true);
        assert.equal(await row(there, 'winter-2').locator('wb-note p').textContent(), '<img src=x onerror=alert(1)>');
        for (const hostile of ['%', '<script>alert(1)</script>', '1zAAAA', '__proto__', '2zAA', `1p${'A'.repeat(5000)}`]) {
          await there.goto('about:blank');
          await there.goto(`${at(theme)}checklist.html#run=${hostile}`);
          await until(async () => /cannot be read|newer version/.test(await said(there).textContent().catch(() => '')), `"${hostile.slice(0, 20)}" is refused`);
        }
      });

      test('a run is copied as Markdown and printed blank or filled', async (t) => {
        const context = await visit(t);
        const tab = await go(context, `${at(theme)}checklist.html`);
        await box(tab, 'winter-2').check();
        await tab.evaluate(() => {
          waybook.runs.setNote('winter-2', 'with Lin');
          Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { globalThis.copied = text; } } });
          globalThis.print = () => { globalThis.printed = document.documentElement.dataset.print; };
        });
        await openRuns(tab);
        await button(tab, 'Copy as Markdown').click();
        await says(tab, 'copied');
        const text = await tab.evaluate(() => globalThis.copied);
        assert.match(text, /^# .+: My run\n\n1 of \d+ done\n\n## 1 Discovery\n\n- \[x\] Two notes show the cream in a winter scene\n {2}> with Lin\n- \[ \] /);
        for (const [name, how] of [['Print with ticks', 'filled'], ['Print blank', 'blank']]) {
          if (!(await tab.locator('wb-runs dialog[open]').count())) await openRuns(tab);
          await button(tab, name).click();
          assert.equal(await tab.evaluate(() => globalThis.printed), how);
          await tab.emulateMedia({ media: 'print' });
          assert.equal(await row(tab, 'winter-2').locator('wb-note p').isVisible(), how === 'filled');
          assert.equal(await row(tab, 'winter-2').locator('wb-note-button').isVisible(), false);
          assert.equal(await tab.locator('.sheet [data-count]').first().isVisible(), how === 'blank');
          const drawn = await box(tab, 'winter-2').evaluate((one) => getComputedStyle(one).backgroundImage);
          if (how === 'blank') assert.equal(drawn, 'none', 'a blank box shows no tick');
          await tab.emulateMedia({ media: 'screen' });
          await tab.evaluate(() => window.dispatchEvent(new Event('afterprint')));
          assert.equal(await tab.evaluate(() => document.documentElement.dataset.print), undefined);
        }
      });

      test('two tabs stay in step', async (t) => {
        const context = await visit(t);
        const one = await go(context, `${at(theme)}checklist.html`);
        const other = await go(context, `${at(theme)}stages/discovery.html`);
        await box(one, 'winter-2').check();
        await until(() => box(other, 'winter-2').isChecked(), 'the other tab shows the tick');
        await other.evaluate(() => waybook.runs.setNote('winter-2', 'from there'));
        await until(() => row(one, 'winter-2').locator('wb-note p').isVisible(), 'the first tab shows the note');
        await one.evaluate(() => { waybook.runs.create('Second'); });
        await until(async () => !(await box(other, 'winter-2').isChecked()), 'the other tab is in the other run');
        await Promise.all([box(one, 'winter-2').check(), box(other, 'samples-5').check()]);
        await until(async () => (await box(one, 'samples-5').isChecked()) && (await box(other, 'winter-2').isChecked()), 'both ticks are in both tabs');
      });
    });
  }
}

describe('versions', { timeout: TEST_TIMEOUT }, () => {
  test('a run outlives edited texts, another order, a renamed item and another path; what is new is shown', async (t) => {
    const context = await visit(t);
    const tab = await go(context, `${WAYS['http at the root']('atlas')}checklist.html`);
    for (const id of ['winter-2', 'samples-5']) await box(tab, id).check();
    await tab.evaluate(() => {
      waybook.runs.setNote('samples-5', 'three sent');
      localStorage.setItem('demo-site/demo/first/long-gone', '{"v":1,"done":true,"at":1}');
    });
    // Another folder of the same server, with the next version in it.
    served.moved = built.next;
    await tab.goto(`${server.origin}/moved/checklist.html`);
    assert.equal(await box(tab, 'winter-2').isChecked(), true);
    assert.equal(await box(tab, 'samples-small').isChecked(), true);
    assert.equal(await row(tab, 'samples-small').locator('wb-note p').textContent(), 'three sent');
    const news = tab.locator('wb-news');
    assert.match(await news.textContent(), /One item is new since this run began.*One item of this run is no longer in the playbook/);
    assert.equal(await row(tab, 'phrase-list').locator('.badge').textContent(), 'New');
    await news.locator('summary').click();
    assert.equal(await news.locator('code').textContent(), 'long-gone');
    await news.getByRole('button', { name: 'Show new items' }).click();
    assert.deepEqual(await tab.locator('.sheet input[data-item]:visible').evaluateAll((found) => found.map((one) => one.id)), ['phrase-list']);
    await news.getByRole('button', { name: 'Got it' }).click();
    await heard(tab, 'part of the run');
    assert.equal(await row(tab, 'phrase-list').locator('.badge').count(), 0);
    await tab.reload();
    assert.doesNotMatch(await news.textContent(), /new since/);
    assert.match(await news.textContent(), /no longer/);
  });

  test('values that cannot be read do no harm and are kept', async (t) => {
    const context = await visit(t);
    const tab = await go(context, `${WAYS['http at the root']('atlas')}index.html`);
    await tab.evaluate(() => {
      localStorage.setItem('demo-site/demo/first/winter-2', '{{{');
      localStorage.setItem('demo-site/demo/.run/first', 'x');
      localStorage.setItem('demo-site/demo/.current', 'nobody');
    });
    await tab.goto(`${WAYS['http at the root']('atlas')}checklist.html`);
    assert.equal(await box(tab, 'winter-2').isChecked(), false);
    await box(tab, 'winter-2').check();
    const values = await tab.evaluate(() => Object.values(localStorage));
    assert.ok(values.includes('{{{'));
    await tab.reload();
    assert.equal(await box(tab, 'winter-2').isChecked(), true);
  });
});

describe('a browser that keeps nothing', { timeout: TEST_TIMEOUT }, () => {
  const notice = (tab) => tab.locator('wb-notice [role=status]');
  const told = (tab, text) => until(async () => (await notice(tab).allTextContents()).join().includes(text), `the page says "${text}"`);

  test('full: the page says so, works on in this tab, and saves as a file', async (t) => {
    const context = await visit(t);
    const tab = await go(context, `${WAYS['http at the root']('atlas')}checklist.html`);
    assert.equal(await tab.locator('wb-notice').count(), 0);
    await tab.evaluate(() => {
      for (let size = 1 << 20; size >= 1; size = Math.floor(size / 2)) {
        for (let n = 0; ; n++) {
          try {
            localStorage.setItem(`filler-${size}-${n}`, 'x'.repeat(size));
          } catch {
            break;
          }
        }
      }
    });
    await box(tab, 'winter-2').check();
    await told(tab, 'until you close this tab');
    assert.equal(await box(tab, 'winter-2').isChecked(), true);
    assert.match(await tab.locator('.overall output').textContent(), /^1 of/);
    const [download] = await Promise.all([tab.waitForEvent('download'), tab.locator('wb-notice').getByRole('button', { name: 'Save as a file' }).click()]);
    const file = path.join(root, 'full.json');
    await download.saveAs(file);
    assert.equal(JSON.parse(readFileSync(file, 'utf8')).items['winter-2'].done, true);
    await tab.goto(`${WAYS['http at the root']('atlas')}stages/discovery.html`);
    assert.equal(await box(tab, 'winter-2').isChecked(), true, 'the tick goes along to the next page');
    await told(tab, 'until you close this tab');
    await tab.evaluate(() => { for (const key of Object.keys(localStorage)) if (key.startsWith('filler')) localStorage.removeItem(key); });
    await box(tab, 'samples-5').check();
    await until(async () => (await tab.locator('wb-notice').count()) === 0, 'with room again, the note goes');
    assert.equal(await tab.evaluate(() => JSON.parse(localStorage.getItem('demo-site/demo/first/winter-2')).done), true, 'and what had no room is kept');
  });

  for (const [name, shut, text] of [
    ['closed', () => {
      for (const memory of ['localStorage', 'sessionStorage']) {
        Object.defineProperty(window, memory, { get: () => { throw new DOMException('no', 'SecurityError'); } });
      }
    }, 'until you leave this page'],
    ['refusing', () => {
      Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); };
    }, 'until you leave this page'],
  ]) {
    test(`${name}: the page says so and works on`, async (t) => {
      const context = await visit(t);
      await context.addInitScript(shut);
      const tab = await go(context, `${WAYS['http at the root']('atlas')}checklist.html`);
      await box(tab, 'winter-2').check();
      await told(tab, text);
      assert.equal(await tab.locator('.sheet wb-count').first().textContent(), '1 of 3 done');
      await row(tab, 'samples-5').getByRole('button', { name: /note/ }).click();
      await tab.keyboard.type('works on');
      await tab.keyboard.press('Escape');
      assert.equal(await row(tab, 'samples-5').locator('wb-note p').textContent(), 'works on');
      await tab.locator('wb-notice').getByRole('button', { name: 'Hide this note' }).click();
      assert.equal(await tab.locator('wb-notice').count(), 0);
      await openRuns(tab);
      await tab.locator('.run-new input').fill('Another');
      await tab.keyboard.press('Enter');
      await says(tab, 'Another');
      assert.deepEqual(await names(tab), ['My run', 'Another']);
    });
  }
});

describe('reach', { timeout: TEST_TIMEOUT }, () => {
  for (const theme of ['atlas', 'ledger']) {
    test(`${theme}: no violation with everything open, and what is touched is large enough`, async (t) => {
      const findings = [];
      for (const [viewport, colorScheme] of [[DESK, 'light'], [DESK, 'dark'], [PHONE, 'light'], [PHONE, 'dark']]) {
        const context = await visit(t, { viewport, colorScheme, bypassCSP: true });
        const tab = await go(context, `${WAYS['http at the root'](theme)}checklist.html`);
        await tab.evaluate(() => {
          waybook.runs.set('winter-2', true);
          waybook.runs.setNote('winter-2', 'a note');
          waybook.runs.add(['reply-1d']);
          const record = JSON.parse(localStorage.getItem('demo-site/demo/.run/first'));
          localStorage.setItem('demo-site/demo/.run/first', JSON.stringify({ ...record, known: ['winter-2'] }));
          localStorage.setItem('demo-site/demo/first/gone', '{"v":1,"done":true,"at":1}');
        });
        await tab.reload();
        await row(tab, 'samples-5').getByRole('button', { name: /note/ }).click();
        await tab.addScriptTag({ path: dependency('axe-core', 'axe.min.js') });
        const judge = async (what) => {
          const { violations } = await tab.evaluate(() => globalThis.axe.run());
          for (const one of violations) findings.push(`${what}, ${viewport.width}, ${colorScheme}: ${one.id}: ${one.nodes.map((node) => node.html.slice(0, 100)).join(' ; ')}`);
        };
        await judge('checklist');
        if (viewport === PHONE) {
          await tab.locator('wb-note textarea').press('Escape');
          const small = await tab.locator('.sheet li:visible').evaluateAll((rows) => rows.flatMap((one) => {
            one.scrollIntoView({ block: 'center', behavior: 'instant' });
            const tick = one.querySelector('input').getBoundingClientRect();
            const middle = [tick.left + tick.width / 2, tick.top + tick.height / 2];
            const hits = [[-20, 0], [20, 0], [0, 20]].every(([x, y]) => {
              const hit = document.elementFromPoint(middle[0] + x, middle[1] + y);
              return hit?.closest('label, input')?.closest('li') === one;
            });
            const { width, height } = one.querySelector('wb-note-button button').getBoundingClientRect();
            return hits && width >= 44 && height >= 44 ? [] : [one.textContent.trim().slice(0, 30)];
          }));
          assert.deepEqual(small, []);
        }
        await openRuns(tab);
        await judge('dialog');
        await button(tab, 'Delete').click();
        await judge('question');
        const outside = await tab.locator('.run-tools *, .sheet *, wb-runs *').evaluateAll((all) => all
          .filter((one) => one.checkVisibility() && (one.getBoundingClientRect().right > innerWidth + 1 || one.getBoundingClientRect().left < -1))
          .map((one) => one.outerHTML.slice(0, 80)));
        assert.deepEqual(outside, [], `${viewport.width}: nothing sticks out`);
      }
      assertNone(findings, 'not accessible');
    });
  }

  test('nothing moves when the scripts start', async (t) => {
    for (const theme of ['atlas', 'ledger']) {
      for (const viewport of [DESK, PHONE]) {
        const context = await visit(t, { viewport });
        const tab = await context.newPage();
        // Only what runs put into a page is judged here.
        await tab.route(/scheme-switch|search/, (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
        for (const name of ['checklist.html', 'stages/discovery.html', 'index.html']) {
          await tab.goto(`${WAYS['http at the root'](theme)}${name}`);
          const shift = await tab.evaluate(() => new Promise((resolve) => {
            let sum = 0;
            new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; }).observe({ type: 'layout-shift', buffered: true });
            setTimeout(() => resolve(sum), 300);
          }));
          assert.ok(shift < 0.01, `${theme}, ${name}, ${viewport.width}: ${shift}`);
        }
      }
    }
  });

  test('without scripts a checklist is plain boxes and nothing dead', async (t) => {
    for (const theme of ['atlas', 'ledger']) {
      const context = await visit(t, { javaScriptEnabled: false });
      const tab = await go(context, `${WAYS['http at the root'](theme)}checklist.html`);
      await box(tab, 'winter-2').check();
      assert.equal(await tab.locator('main button:visible').count(), 0);
      assert.equal(await tab.locator('main select:visible').count(), 0);
    }
  });

  test('Escape and the reader’s place: the dialog gives the focus back', async (t) => {
    const context = await visit(t);
    const tab = await go(context, `${WAYS['http at the root']('atlas')}checklist.html`);
    await tab.locator('.overall button').focus();
    await tab.keyboard.press('Enter');
    await tab.locator('wb-runs dialog[open]').waitFor();
    assert.equal(await tab.evaluate(() => document.activeElement.type), 'radio');
    await tab.keyboard.press('Escape');
    assert.equal(await tab.evaluate(() => document.activeElement.matches('.overall button')), true);
  });
});

describe('beside the preview', { timeout: TEST_TIMEOUT }, () => {
  test('ticks, a note being written and the open dialog outlive a patch; new items are alive', async (t) => {
    // Closed before the server is, so that no tab misses it.
    const context = await visit(t);
    const preview = await serve(t, {});
    cpSync(path.join(repository, 'themes'), preview.at('themes'), { recursive: true });
    const tab = await openTab(context, `${preview.url}stages/discovery.html`);
    await box(tab, 'winter-2').check();
    await row(tab, 'samples-5').getByRole('button', { name: /note/ }).click();
    await tab.keyboard.type('half a sent');
    let patches = await tab.patches();
    preview.edit(DISCOVERY, '- [ ] Saves per note', '- [ ] A phrase list is at hand <!-- #phrase-list tags=search -->\n- [ ] Saves per note');
    await until(async () => (await tab.patches()) > patches, 'the page is patched');
    await box(tab, 'phrase-list').waitFor();
    assert.equal(await box(tab, 'winter-2').isChecked(), true);
    await tab.keyboard.type('ence');
    assert.equal(await tab.locator('wb-note textarea').inputValue(), 'half a sentence');
    await row(tab, 'phrase-list').getByRole('button', { name: /note/ }).waitFor();
    await box(tab, 'phrase-list').check();
    await until(() => tab.evaluate(() => waybook.runs.isDone('phrase-list')), 'a new item can be ticked');
    await until(async () => (await tab.locator('.sheet wb-count').first().textContent()) === '2 of 4 done', 'it counts');
    await until(() => tab.evaluate(() => waybook.playbook.items.some((one) => one.id === 'phrase-list')), 'the data of the page are new too');
    await tab.evaluate(() => waybook.openRuns());
    await tab.locator('wb-runs dialog[open]').waitFor();
    patches = await tab.patches();
    preview.edit(DISCOVERY, 'Five creators have received', 'Six creators have received');
    await until(async () => (await tab.patches()) > patches, 'the page is patched again');
    assert.equal(await tab.locator('wb-runs dialog[open]').count(), 1);
    assert.equal(await tab.locator('wb-note textarea').inputValue(), 'half a sentence');
    assert.equal(await box(tab, 'phrase-list').isChecked(), true);
    assert.equal(tab.loads(), 1);
  });
});
