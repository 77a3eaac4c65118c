// The audit worksheet: its arithmetic by itself, and the page as a reader works with it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { inEveryPlace } from './places.mjs';
import { openTab, serve, settle, until } from './serving.mjs';
import { DESK, PHONE, TEST_TIMEOUT, assertNone, launch } from './support.mjs';
import { axeFindings, flagshipPages, shift, tabAt, text, withoutPage } from './tools.mjs';

// -------------------------------------------------------------------- arithmetic

describe('audit: arithmetic', () => {
  const { audit } = withoutPage('audit.js/1-score.js', 'audit-acts.js');
  const CHOICES = [0, 1, 2, 3].map((points) => ({ id: `c${points}`, text: `Choice ${points}`, points }));
  const question = (id, stage, answer, most = 3) => ({
    id, stage, text: `Question ${id}`, most, answer, note: '',
    choices: most === 3 ? CHOICES : Array.from({ length: most + 1 }, (_, points) => ({ id: `c${points}`, text: `Choice ${points}`, points })),
  });

  test('an open question is no zero', () => {
    const score = (...answers) => audit.tally(answers.map((answer, n) => question(String(n), 'discovery', answer)));
    assert.deepEqual(score(null, null), { got: 0, reach: 0, most: 6, asked: 2, open: 2, risk: 'open' });
    assert.deepEqual(score(0, null), { got: 0, reach: 3, most: 6, asked: 2, open: 1, risk: 'risk' });
    assert.deepEqual(score(3, null), { got: 3, reach: 3, most: 6, asked: 2, open: 1, risk: 'strong' });
    assert.equal(score().risk, 'open');
  });

  test('half of the points is thin, three quarters are strong', () => {
    const risk = (points, most) => audit.tally([question('q', 'research', points, most)]).risk;
    assert.deepEqual([[49, 100], [50, 100], [74, 100], [75, 100], [0, 0]].map(([points, most]) => risk(points, most)), ['risk', 'thin', 'thin', 'strong', 'strong']);
  });

  test('what to mend: the lowest share, then the most points missing, then the order of the loop and of the page', () => {
    const asked = [
      question('a', 'advocacy', 0), question('b', 'research', 1, 6), question('c', 'discovery', 0, 6), question('d', 'discovery', 3),
      question('e', 'discovery', null), question('f', 'discovery', 0), question('g', 'conversion', 0), question('h', 'conversion', 0), question('i', 'advocacy', 2),
    ];
    const found = audit.fixes(asked, ['discovery', 'research', 'consideration', 'conversion', 'advocacy']);
    assert.deepEqual(found.map(({ question: { id }, missing }) => `${id}${missing}`), ['c6', 'f3', 'g3', 'h3', 'a3', 'b5', 'i1']);
  });

  test('answers come back, by their points when the wording changed; what cannot be read is no answer', () => {
    const kept = audit.keep({ ...question('q', 'research', 2), note: 'a\r\nb' });
    assert.deepEqual(audit.recall(kept, CHOICES), { answer: 2, note: 'a\nb' });
    assert.deepEqual(audit.recall(kept, CHOICES.map((choice) => ({ ...choice, id: `new-${choice.id}` }))).answer, 2);
    assert.equal(audit.recall(kept, CHOICES.slice(0, 2)).answer, null);
    assert.equal(audit.keep({ ...question('q', 'research', null), note: '  ' }), null);
    for (const broken of [null, '', '{', '[]', '7', 'null', '{"v":2,"choice":"c1"}', '{"v":1,"note":7}']) {
      assert.deepEqual(audit.recall(broken, CHOICES), { answer: null, note: '' }, String(broken));
    }
  });

  test('CSV: quotes, line breaks and formulas are harmless', () => {
    const rows = audit.csv([['a', 'b'], ['say "hi", please', 'two\nlines'], ['=1+1', -3], ['@x', '']]);
    assert.equal(rows, '\ufeffa,b\r\n"say ""hi"", please","two\nlines"\r\n\'=1+1,\'-3\r\n\'@x,\r\n');
  });

  test('Markdown: what is written cannot become a mark', () => {
    const asked = [{ ...question('q', 'research', 1), text: 'Is *this* | that?', note: '# no heading\n> quoted' }];
    const words = { score: 'Score', todo: 'To do', answers: 'Answers', open: 'open' };
    const made = audit.markdown({ title: 'Audit', lines: ['Run: A'], head: ['Stage', 'Points'], stages: [{ key: 'research', label: 'Research', score: '1 of 3', risk: 'at risk' }], questions: asked, todo: ['Mend <it>'], words });
    assert.ok(made.includes('- **Is \\*this\\* \\| that?**'), made);
    assert.ok(made.includes('  > \\# no heading\n  > \\> quoted'), made);
    assert.ok(made.includes('1. Mend \\<it\\>'), made);
  });
});

// -------------------------------------------------------------------- the page

const sets = (tab) => tab.locator('fieldset[data-most]');
const choice = (tab, set, index) => sets(tab).nth(set).locator('input[type=radio]').nth(index);
const row = (tab, key) => tab.locator(`[data-score-of="${key}"]`);
const heard = (tab, words) => until(async () => (await tab.locator('wb-voice').textContent().catch(() => '')) === words, `the voice says "${words}"`);

describe('audit: the page', () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  for (const { site, path, paths } of flagshipPages('audit')) {
    const it = (name, body) => test(`${site.name}: ${name}`, { timeout: TEST_TIMEOUT }, body);
    const everywhere = (name, body, options = {}) =>
      it(name, () => inEveryPlace(site, async (address, where) => {
        const context = await browser.newContext({ viewport: DESK, reducedMotion: 'reduce', ...options });
        const tab = await tabAt(context, address(path));
        try {
          await body(tab, { address, context });
          assertNone(tab.problems, 'problem');
        } catch (error) {
          error.message = `${where}: ${error.message}`;
          throw error;
        } finally {
          await context.close();
        }
      }));

    everywhere('answers by keyboard make a score, a risk and a list, and are there on the next visit', async (tab) => {
      const first = await sets(tab).first().getAttribute('data-stage');
      const most = await tab.evaluate((stage) => [...document.querySelectorAll(`fieldset[data-stage="${stage}"]`)].reduce((sum, set) => sum + Number(set.dataset.most), 0), first);
      const count = await tab.locator(`fieldset[data-stage="${first}"]`).count();
      assert.equal(await row(tab, first).locator('[data-risk-word]').textContent(), await text(tab, 'js-audit-risk-open'));
      assert.equal(await row(tab, first).locator('[data-score]').textContent(), await text(tab, 'js-audit-cell-none', { most }));

      await choice(tab, 0, 0).focus();
      await tab.keyboard.press('Space');
      assert.equal(await row(tab, first).getAttribute('data-risk'), 'risk');
      const points = await text(tab, 'js-audit-cell', { got: 0, most });
      assert.equal(await row(tab, first).locator('[data-score]').textContent(), await text(tab, 'js-audit-both', { score: points, open: await text(tab, 'js-audit-cell-open', { count: count - 1 }) }));
      await heard(tab, await text(tab, 'js-audit-said', {
        stage: await tab.evaluate((key) => waybook.playbook.stages.find((stage) => stage.key === key).label, first),
        score: await text(tab, 'js-audit-score', { got: 0, most }), risk: await text(tab, 'js-audit-risk-risk'), open: await text(tab, 'js-audit-open', { count: count - 1 }),
      }));
      assert.equal(await tab.locator('.todo > li').count(), 1);

      await tab.keyboard.press('ArrowDown');
      assert.ok(await choice(tab, 0, 1).isChecked());
      await tab.keyboard.press('Tab');
      while (!(await tab.evaluate(() => document.activeElement.matches('textarea')))) await tab.keyboard.press('Tab');
      await tab.keyboard.type('Seen on the shop phone');
      await tab.keyboard.press('Tab');
      const widths = await row(tab, first).locator('.meter .got').getAttribute('width');
      assert.ok(Number(widths) > 0, widths);

      await tab.reload();
      assert.ok(await choice(tab, 0, 1).isChecked());
      assert.equal(await sets(tab).first().locator('textarea').inputValue(), 'Seen on the shop phone');
      assert.ok((await row(tab, 'all').locator('[data-score]').textContent()).startsWith(await text(tab, 'js-audit-cell', { got: 1, most: await tab.evaluate(() => waybook.audit.scores().total.most) })));

      // Taken back, it is open again, and its note stays.
      await sets(tab).first().locator('wb-clear button').focus();
      await tab.keyboard.press('Enter');
      assert.equal(await tab.locator('fieldset[data-most] input:checked').count(), 0);
      assert.equal(await row(tab, first).getAttribute('data-risk'), 'open');
      assert.equal(await sets(tab).first().locator('textarea').inputValue(), 'Seen on the shop phone');
    });

    everywhere('the list leads to the question and to what it names, and puts an item on the run', async (tab) => {
      await choice(tab, 2, 0).check();
      await choice(tab, 0, 2).check();
      await choice(tab, 4, 0).check();
      const ids = await sets(tab).evaluateAll((all) => all.map((set) => set.id));
      const order = () => tab.locator('.todo > li .todo-head a').evaluateAll((links) => links.map((link) => decodeURIComponent(link.hash.slice(1))));
      assert.deepEqual(await order(), [ids[2], ids[4], ids[0]]);
      const line = tab.locator('.todo > li').first();
      const item = await line.locator('wb-guard').getAttribute('data-item-id');
      assert.ok((await line.locator('wb-guard a').evaluate((link) => link.href)).endsWith(`#${item}`));
      const add = line.locator('wb-guard button');
      await add.focus();
      await tab.keyboard.press('Enter');
      await until(() => tab.evaluate((id) => waybook.runs.isPicked(id), item), 'the item is on the run');
      await until(async () => (await line.locator('wb-guard').getAttribute('data-state')) === 'picked', 'the line says so');
      assert.ok(await add.evaluate((button) => button === document.activeElement), 'the focus stays');
      await tab.evaluate((id) => waybook.runs.set(id, true), item);
      await until(async () => (await line.locator('.guard-state').textContent()) === (await text(tab, 'js-guard-done')), 'the line says that it is done');
      // The next open question is where the bar leads.
      await choice(tab, 0, 2).focus();
      await tab.locator('wb-audit-bar button').click();
      assert.equal(await tab.evaluate(() => document.activeElement.closest('fieldset').id), ids[1]);
      await line.locator('.todo-head a').click();
      assert.ok(tab.url().endsWith(`#${encodeURIComponent(ids[2])}`));
    });

    everywhere('two tabs stay in step, and every run has answers of its own', async (tab, { address, context }) => {
      const other = await tabAt(context, address(path));
      await choice(tab, 1, 3).check();
      await until(() => choice(other, 1, 3).isChecked(), 'the other tab shows the answer');
      await sets(other).nth(1).locator('textarea').fill('from the other');
      await sets(other).nth(1).locator('textarea').blur();
      await until(async () => (await sets(tab).nth(1).locator('textarea').inputValue()) === 'from the other', 'the first tab shows the note');
      assert.ok(await choice(tab, 1, 3).isChecked(), 'a note does not cost the answer');
      const run = await tab.evaluate(() => {
        const before = waybook.runs.current().id;
        waybook.runs.create('Second look');
        return before;
      });
      await until(async () => (await tab.locator('fieldset[data-most] input:checked').count()) === 0, 'the new run has no answers');
      assert.equal(await sets(tab).nth(1).locator('textarea').inputValue(), '');
      await until(async () => (await tab.locator('[data-audit-status]').textContent()).includes('Second look'), 'the run is named');
      await choice(tab, 1, 0).check();
      await tab.evaluate((id) => waybook.runs.use(id), run);
      await until(() => choice(tab, 1, 3).isChecked(), 'the first run has its answer');
      assertNone(other.problems, 'problem');
    });

    everywhere('clearing asks first, and can be undone', async (tab) => {
      await choice(tab, 0, 1).check();
      await sets(tab).nth(1).locator('textarea').fill('kept');
      await tab.locator('[data-audit-do="reset"]').focus();
      await tab.keyboard.press('Enter');
      await tab.locator('dialog[open] #wb-ask-title').waitFor();
      await tab.keyboard.press('Escape');
      await tab.locator('#wb-ask-title').waitFor({ state: 'detached' });
      assert.ok(await choice(tab, 0, 1).isChecked());
      assert.ok(await tab.locator('[data-audit-do="reset"]').evaluate((button) => button === document.activeElement), 'the focus comes back');
      await tab.keyboard.press('Enter');
      await tab.locator('wb-ask .button:not(.quiet)').click();
      await until(async () => (await tab.locator('fieldset[data-most] input:checked').count()) === 0, 'the answers are gone');
      assert.equal(await sets(tab).nth(1).locator('textarea').inputValue(), '');
      assert.equal(await tab.locator('wb-ask').count(), 0);
      await tab.locator('[data-audit-status] button').click();
      await until(() => choice(tab, 0, 1).isChecked(), 'the answers are back');
      assert.equal(await sets(tab).nth(1).locator('textarea').inputValue(), 'kept');
    });

    everywhere('it can be taken along: CSV, Markdown, paper', async (tab) => {
      await choice(tab, 0, 1).check();
      await sets(tab).first().locator('textarea').fill('=cmd|"x", then\nmore');
      await sets(tab).first().locator('textarea').blur();
      const [download] = await Promise.all([tab.waitForEvent('download'), tab.locator('[data-audit-do="csv"]').click()]);
      const csv = readFileSync(await download.path(), 'utf8');
      assert.ok(csv.startsWith('\ufeff') && csv.includes('"\'=cmd|""x"", then\nmore"'), csv.slice(0, 400));
      assert.equal(csv.split('\r\n').length, 2 + (await sets(tab).count()));

      await tab.evaluate(() => {
        Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async (words) => (window.copied = words) } });
        window.print = () => (window.printed = {
          blank: document.documentElement.hasAttribute('data-blank'),
          score: document.querySelector('[data-score-of="all"] [data-score]').textContent,
        });
      });
      await tab.locator('[data-audit-do="copy"]').click();
      const copied = await until(() => tab.evaluate(() => window.copied), 'the Markdown is copied');
      assert.ok(copied.startsWith('# ') && copied.includes('  > =cmd|"x", then'.replace('|', '\\|')), copied.slice(0, 600));
      const printed = async (button) => {
        await tab.evaluate(() => (window.printed = null));
        await tab.locator(`[data-audit-do="${button}"]`).click();
        return until(() => tab.evaluate(() => window.printed), 'it is printed');
      };
      const filled = await printed('print');
      const blank = await printed('print-blank');
      assert.deepEqual([filled.blank, blank.blank], [false, true]);
      assert.notEqual(filled.score, blank.score);
      await tab.emulateMedia({ media: 'print' });
      const ink = () => choice(tab, 0, 1).evaluate((radio) => getComputedStyle(radio).backgroundImage);
      assert.equal(await ink(), 'none', 'no answer on a blank sheet');
      assert.ok(!(await tab.locator('wb-todo').isVisible()));
      await tab.evaluate(() => window.dispatchEvent(new Event('afterprint')));
      assert.notEqual(await ink(), 'none', 'an answer on a filled one');
      assert.ok(await tab.locator('wb-todo').isVisible());
      assert.ok(await tab.locator('table.score').isVisible());
      assert.ok(!(await tab.locator('wb-audit-bar').isVisible()));
    });

    it('without scripts it is a sheet to read and print', async () => {
      await inEveryPlace(site, async (address) => {
        const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false });
        const tab = await context.newPage();
        await tab.goto(address(path));
        assert.ok(await choice(tab, 0, 0).isVisible());
        assert.ok(await tab.locator('table.score').isVisible());
        assert.ok(!(await tab.locator('[data-audit-do]').first().isVisible()));
        await context.close();
      });
    });

    for (const viewport of [PHONE, DESK]) {
      it(`nothing moves when the scripts come, at ${viewport.width} px`, async () => {
        await inEveryPlace(site, async (address, where) => {
          const context = await browser.newContext({ viewport });
          const tab = await tabAt(context, address(path));
          const moved = await shift(tab);
          assert.ok(moved < 0.01, `${where}: ${moved}`);
          await context.close();
        });
      });

      // The page itself is judged in each scheme and width elsewhere; here it is what the scripts made of it.
      for (const colorScheme of viewport === PHONE ? ['dark'] : ['light']) {
        it(`axe has nothing against it in use, at ${viewport.width} px, ${colorScheme}`, async () => {
          const findings = [];
          const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
          for (const page of paths) {
            const tab = await tabAt(context, new URL(page, `file://${site.dir}/`).href);
            for (let set = 0; set < (await sets(tab).count()); set += 2) await choice(tab, set, set % 3).check();
            await tab.locator('wb-todo wb-guard button').first().click();
            await tab.evaluate(() => window.scrollTo(0, 0));
            findings.push(...(await axeFindings(tab)).map((finding) => `${page}: ${finding}`));
            await tab.locator('[data-audit-do="reset"]').click();
            await tab.locator('dialog[open] #wb-ask-title').waitFor();
            findings.push(...(await axeFindings(tab)).map((finding) => `${page}, asked: ${finding}`));
            await tab.close();
          }
          await context.close();
          assertNone(findings, 'violation');
        });
      }
    }
  }

  test('answers survive a patch of the preview', { timeout: TEST_TIMEOUT }, async (t) => {
    const preview = await serve(t);
    const context = await browser.newContext({ viewport: DESK });
    t.after(() => context.close());
    const tab = await openTab(context, `${preview.url}audit.html`);
    await settle(tab);
    await choice(tab, 0, 0).check();
    await sets(tab).first().locator('textarea').fill('typed before');
    const before = await row(tab, 'all').locator('[data-score]').textContent();
    const name = await sets(tab).first().locator('legend').textContent();
    preview.edit('content/demo/audit.md', name, `${name} Really?`);
    await tab.has('Really?');
    await until(async () => (await row(tab, 'all').locator('[data-score]').textContent()) === before, 'the score is shown again');
    assert.ok(await choice(tab, 0, 0).isChecked());
    assert.equal(await sets(tab).first().locator('textarea').inputValue(), 'typed before');
    assert.equal(await tab.locator('wb-audit-bar').count(), 1);
    assert.equal(await tab.locator('wb-todo').count(), 1);
    assert.ok((await tab.locator('.todo-head').first().textContent()).includes('Really?'));
    assert.ok(await tab.locator('[data-audit-do="csv"]').isVisible());
    assert.equal(tab.loads(), 1, 'the page was loaded anew');
    assertNone(tab.problems, 'problem');
  });
});
