// The index of mistakes and "is this us?": what fits, by itself, and the pages as a reader works with them.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { inEveryPlace } from './places.mjs';
import { openTab, serve, settle, until } from './serving.mjs';
import { DESK, PHONE, TEST_TIMEOUT, assertNone, launch } from './support.mjs';
import { axeFindings, flagshipPages, shift, tabAt, text, withoutPage } from './tools.mjs';

describe('mistakes: what fits', () => {
  const { mistakes: fit } = withoutPage('mistakes.js/1-fit.js');
  const STAGES = ['discovery', 'research', 'consideration', 'conversion', 'advocacy'];
  const mistake = (id, severity, stages, ticked = [], { guards = ['item'], said = id } = {}) => ({ id, severity, stages, guards, text: said, signs: ['one', 'two', 'three'], ticked: new Set(ticked) });

  test('the gravest first, then the one of which more is seen', () => {
    const found = fit.fits([mistake('a', 'minor', [], [0, 1, 2]), mistake('b', 'major', [], [1]), mistake('c', 'critical', [], [0]), mistake('d', 'major', [], [0, 2]), mistake('e', 'critical', [])]);
    assert.deepEqual(found.map(({ id }) => id), ['c', 'd', 'b', 'a']);
  });

  test('by stage: the first of its stages, or the whole journey', () => {
    const found = fit.groups([mistake('a', 'minor', ['research']), mistake('b', 'minor', STAGES), mistake('c', 'minor', ['advocacy', 'discovery']), mistake('d', 'minor', [])], STAGES);
    assert.deepEqual(found.map(({ stage, mistakes }) => `${stage}:${mistakes.map(({ id }) => id)}`), [':b,d', 'discovery:c', 'research:a']);
  });

  test('filters narrow each other; width and case make no difference', () => {
    const all = [mistake('a', 'major', ['research'], [], { said: 'Posting without listening ＡＢＣ' }), mistake('b', 'major', ['discovery'], [], { guards: [], said: '只发不听' })];
    const ids = (filter) => all.filter((one) => fit.matches(one, { severity: '', stage: '', guard: '', words: '', ...filter })).map(({ id }) => id).join('');
    assert.deepEqual(
      [{}, { severity: 'minor' }, { stage: 'research' }, { guard: 'with' }, { guard: 'without' }, { words: ' LISTENING  abc ' }, { words: '不听' }, { words: 'abc', guard: 'without' }].map(ids),
      ['ab', '', 'a', 'a', 'b', 'a', 'b', ''],
    );
  });

  test('ticks are kept by the words of the sign', () => {
    const kept = fit.keep(mistake('a', 'major', [], [0, 2]));
    assert.deepEqual([...fit.recall(kept, ['zero', 'THREE', 'one'])], [1, 2]);
    assert.equal(fit.keep(mistake('a', 'major', [])), null);
    for (const broken of [null, '', '{', '{"v":1}', '{"v":2,"signs":["one"]}', '7']) assert.equal(fit.recall(broken, ['one']).size, 0, String(broken));
  });
});

const signs = (tab) => tab.locator('wb-signs .sign input');
const open = async (tab) => {
  await tab.locator('[data-signs-tool] summary').focus();
  await tab.keyboard.press('Enter');
};
const shown = (tab) => tab.locator('[data-mistake]:visible').count();

describe('mistakes: the pages', () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  const pages = flagshipPages('mistakes').map((index, n) => ({ ...index, one: flagshipPages('mistake')[n].path }));
  for (const { site, path, paths, one } of pages) {
    const it = (name, body) => test(`${site.name}: ${name}`, { timeout: TEST_TIMEOUT }, body);
    const everywhere = (name, body) =>
      it(name, () => inEveryPlace(site, async (address, where) => {
        const context = await browser.newContext({ viewport: DESK, reducedMotion: 'reduce' });
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

    everywhere('the filters narrow the index, say how much is left, and show all again', async (tab) => {
      const all = await shown(tab);
      assert.ok(all > 1);
      const said = () => tab.locator('[data-mistakes-shown]').textContent();
      assert.ok((await said()).startsWith(await text(tab, 'js-mistakes-shown', { count: all })));
      await tab.locator('#wb-filter-severity').selectOption('critical');
      const critical = await tab.locator('[data-severity="critical"]').count();
      assert.equal(await shown(tab), critical);
      assert.equal(await tab.locator('[data-mistakes]:visible').count(), 1);
      await until(async () => (await tab.locator('wb-voice').textContent()) === (await text(tab, 'js-mistakes-shown', { count: critical })), 'the number is announced');
      await tab.locator('#wb-filter-severity').selectOption('');
      await tab.locator('#wb-filter-stage').selectOption('conversion');
      assert.equal(await shown(tab), await tab.locator('[data-stages~="conversion"]').count());
      await tab.locator('#wb-filter-stage').selectOption('');
      await tab.locator('#wb-filter-guard').selectOption('without');
      assert.equal(await shown(tab), all - (await tab.locator('[data-mistake]:has([data-guard])').count()));
      await tab.locator('#wb-filter-guard').selectOption('');
      const title = await tab.locator('[data-mistake]').nth(1).getAttribute('data-title');
      await tab.locator('#wb-filter-words').focus();
      await tab.keyboard.type(`${title} zzz`);
      assert.equal(await shown(tab), 0);
      for (let n = 0; n < 4; n += 1) await tab.keyboard.press('Backspace');
      assert.ok((await shown(tab)) >= 1);
      await tab.locator('[data-mistakes-shown] button').click();
      assert.equal(await shown(tab), all);
      assert.equal(await tab.evaluate(() => document.activeElement.id), 'wb-filter-words');
    });

    everywhere('signs by keyboard give what fits, the gravest first, with items for the run', async (tab) => {
      await open(tab);
      assert.ok(await signs(tab).first().isVisible());
      const expected = await tab.evaluate(() => waybook.mistakes.all().reduce((sum, { signs: own }) => sum + own.length, 0));
      assert.equal(await signs(tab).count(), expected);
      // One of the least grave, then one of the gravest.
      for (const severity of ['major', 'critical']) {
        const id = await tab.locator(`[data-severity="${severity}"]:has([data-guard])`).first().getAttribute('data-mistake');
        await tab.locator(`wb-signs [data-sign-of="${id}"]`).first().focus();
        await tab.keyboard.press('Space');
      }
      assert.deepEqual(await tab.locator('.fit .severity').allTextContents().then((all) => all.map((words) => words.trim())), [
        await tab.locator('[data-severity="critical"] .severity').first().textContent(),
        await tab.locator('[data-severity="major"] .severity').first().textContent(),
      ].map((words) => words.trim()));
      const state = await text(tab, 'js-signs-state', { ticked: await text(tab, 'js-signs-ticked', { count: 2 }), mistakes: 2 });
      await until(async () => (await tab.locator('wb-voice').textContent()) === state, 'the state is announced');
      assert.equal(await tab.locator('[data-signs-state]').textContent(), state);

      const first = tab.locator('.fit').first();
      const [link, path] = await first.locator('h4 a').evaluate((anchor) => [anchor.href, waybook.mistakes.fits(waybook.mistakes.all())[0].path]);
      assert.equal(link, new URL(path, tab.url()).href);
      const item = first.locator('wb-guard').first();
      const id = await item.getAttribute('data-item-id');
      await item.locator('button').focus();
      await tab.keyboard.press('Enter');
      await until(() => tab.evaluate((name) => waybook.runs.isPicked(name), id), 'the item is on the run');
      await until(async () => (await tab.locator(`[data-guard="${id}"]`).first().getAttribute('data-state')) === 'picked', 'the card says so');
      assert.ok(await item.locator('button').evaluate((button) => button === document.activeElement));
      await tab.locator('wb-signs .toolbar .button').first().click();
      const left = () => tab.locator('.fit wb-guard[data-state="open"]').count();
      await until(async () => (await left()) === 0, 'every item is on the run');
      await tab.evaluate((name) => waybook.runs.set(name, true), id);
      const done = await text(tab, 'js-guard-done');
      await until(async () => (await item.locator('.guard-state').textContent()) === done, 'done is said in the tool');
      assert.equal(await tab.locator(`[data-guard="${id}"] wb-state`).first().textContent(), done);
    });

    everywhere('ticks are there on the next visit, in the other tab, on the page of the mistake, and in their run alone', async (tab, { address, context }) => {
      await open(tab);
      const id = await tab.evaluate((file) => waybook.mistakes.all().find(({ path: at }) => new URL(at, location.href).href === file)?.id, address(one));
      assert.ok(id, `${one} is in the index`);
      const here = (where) => where.locator(`[data-sign-of="${id}"]`);
      await here(tab).first().check();
      const page = await tabAt(context, address(one));
      assert.ok(await here(page).first().isChecked());
      await here(page).nth(1).focus();
      await page.keyboard.press('Space');
      await until(() => here(tab).nth(1).isChecked(), 'the index shows it');
      const count = await here(page).count();
      assert.equal(await page.locator('wb-signs-here p').first().textContent(), await text(page, 'js-signs-one', { ticked: 2, count, fits: 'yes' }));
      await tab.reload();
      assert.ok(await here(tab).first().isChecked());
      await open(tab);
      await tab.locator('[data-signs-clear]').click();
      await until(async () => (await here(page).first().isChecked()) === false, 'cleared there too');
      await tab.locator('wb-signs .tool-status button').click();
      await until(() => here(page).first().isChecked(), 'and back');
      await tab.evaluate(() => waybook.runs.create('Another'));
      await until(async () => (await tab.locator('wb-signs .sign input:checked').count()) === 0, 'another run has none');
      assertNone(page.problems, 'problem');
    });

    it('without scripts the cards are there and nothing else', async () => {
      await inEveryPlace(site, async (address) => {
        const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false });
        const tab = await context.newPage();
        await tab.goto(address(path));
        assert.ok((await shown(tab)) > 1);
        assert.ok(!(await tab.locator('[data-mistake-filter]').isVisible()));
        assert.ok(!(await tab.locator('[data-signs-tool]').isVisible()));
        assert.ok(await tab.locator('[data-mistake] .severity').first().isVisible());
        await context.close();
      });
    });

    for (const viewport of [PHONE, DESK]) {
      it(`nothing moves when the scripts come, at ${viewport.width} px`, async () => {
        for (const page of [path, one]) {
          await inEveryPlace(site, async (address, where) => {
            const context = await browser.newContext({ viewport });
            const tab = await tabAt(context, address(page));
            const moved = await shift(tab);
            assert.ok(moved < 0.01, `${page}, ${where}: ${moved}`);
            await context.close();
          });
        }
      });

      // The page itself is judged in each scheme and width elsewhere; here it is what the scripts made of it.
      for (const colorScheme of viewport === PHONE ? ['dark'] : ['light']) {
        it(`axe has nothing against them in use, at ${viewport.width} px, ${colorScheme}`, async () => {
          const findings = [];
          const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
          for (const page of [...paths, one]) {
            const tab = await tabAt(context, new URL(page, `file://${site.dir}/`).href);
            if (page !== one) await open(tab);
            for (const input of (await tab.locator('[data-sign-of]').all()).slice(0, 9)) await input.check();
            if (page !== one) await tab.locator('.fit wb-guard button').first().click();
            findings.push(...(await axeFindings(tab)).map((finding) => `${page}: ${finding}`));
            await tab.close();
          }
          await context.close();
          assertNone(findings, 'violation');
        });
      }
    }
  }

  test('ticks and filters survive a patch of the preview', { timeout: TEST_TIMEOUT }, async (t) => {
    const file = 'content/demo/mistakes/bursts.md';
    const title = 'Activity in bursts';
    const preview = await serve(t, {
      files: { [file]: `---\ntitle: ${title}\nseverity: major\nstages: [discovery]\nsymptoms: ["Loud weeks", "Silent weeks"]\nprevented_by: [samples-5]\n---\n\nLoud, then silent.\n\n## Instead\n\nPlan a floor.\n` },
    });
    const context = await browser.newContext({ viewport: DESK });
    t.after(() => context.close());
    const tab = await openTab(context, `${preview.url}mistakes.html`);
    await settle(tab);
    await open(tab);
    await signs(tab).first().check();
    const all = await shown(tab);
    await tab.locator('#wb-filter-words').fill('zzz');
    assert.equal(await shown(tab), 0);
    preview.edit(file, title, `${title} (mended)`);
    await tab.has('(mended)');
    await until(async () => (await shown(tab)) === 0, 'the filter still holds');
    assert.ok(await signs(tab).first().isChecked());
    await tab.locator('#wb-filter-words').fill('');
    assert.equal(await shown(tab), all);
    assert.equal(await tab.locator('wb-signs').count(), 1);
    assert.ok(await tab.locator('[data-signs-tool] details').evaluate((fold) => fold.open));
    assert.equal(tab.loads(), 1, 'the page was loaded anew');
    assertNone(tab.problems, 'problem');
  });
});
