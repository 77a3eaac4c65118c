// The search: what is in it leads somewhere; it is loaded when it is opened and not before; it finds what is typed, with slips
// of the keys, in Chinese, in one playbook or in all; it is worked by keyboard; axe has nothing to say about it.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import vm from 'node:vm';
import { gzipSync } from 'node:zlib';
import { DESK, PHONE, TEST_TIMEOUT, assertNone, filesOf, isFlagship, launch, parsePage, sites, watchForProblems } from './support.mjs';
import { buildSite, inEveryPlace, smallPlaybook } from './places.mjs';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What the `search.js` of a playbook says. */
function dataOf(site, file) {
  const window = {};
  vm.runInNewContext(readFileSync(path.join(site.dir, file), 'utf8'), { window });
  return window.waybook.found[0];
}

const dataFilesOf = (site) => filesOf(site).filter((file) => path.basename(file) === 'search.js' && !file.startsWith('_theme/'));

const dialog = 'dialog.search';
const results = `${dialog} .search-results`;

/** Opens the search by its key and types; comes back when what is shown answers what was typed. */
async function search(tab, query) {
  if (!(await tab.locator(`${dialog}[open]`).count())) await tab.keyboard.press('Control+k');
  const field = tab.locator('#wb-search-input');
  await field.waitFor();
  await field.fill(query);
  await tab.locator(`${dialog} .search-progress`).waitFor({ state: 'hidden' });
  await tab.locator(`${results} > *`).first().waitFor();
}

const titles = (tab) => tab.locator(`${results} .search-title`).allInnerTexts();

describe('search data', () => {
  for (const site of sites()) {
    test(`${site.name}: every record leads to a place that is there`, () => {
      const findings = [];
      const files = dataFilesOf(site);
      assert.ok(files.length > 0, 'no search.js');
      for (const file of files) {
        const { pages, records } = dataOf(site, file);
        assert.ok(records.length > 0, `${file} is empty`);
        for (const [, page, , anchor, title] of records) {
          const place = path.join(site.dir, pages[page][0]);
          if (!existsSync(place)) findings.push(`${pages[page][0]} is not there`);
          else if (anchor && !parsePage(place).ids.has(anchor)) findings.push(`${pages[page][0]}#${anchor} (${title})`);
        }
      }
      assertNone(findings, 'a record leads nowhere');
    });

    test(`${site.name}: the data stay below 300 kB for 100 pages`, (t) => {
      const bytes = dataFilesOf(site).reduce((sum, file) => sum + gzipSync(readFileSync(path.join(site.dir, file))).length, 0);
      const pages = filesOf(site).filter((file) => file.endsWith('.html')).length;
      t.diagnostic(`${bytes} bytes for ${pages} pages`);
      assert.ok(bytes < 3000 * Math.max(pages, 100));
    });
  }
});

describe('search dialog', () => {
  let browser;
  before(async () => { browser = await launch(); });
  after(() => browser?.close());

  for (const site of sites().filter(isFlagship)) {
    const data = dataOf(site, dataFilesOf(site)[0]);
    const item = data.records.find(([kind]) => kind === 1);

    test(`${site.name}: nothing is loaded before it is opened; a result leads to its place`, { timeout: TEST_TIMEOUT }, async () => {
      await inEveryPlace(site, async (address, where) => {
        const context = await browser.newContext({ viewport: DESK });
        const tab = await context.newPage();
        const problems = watchForProblems(tab, address(''));
        const asked = [];
        tab.on('request', (request) => asked.push(path.basename(new URL(request.url()).pathname)));
        await tab.goto(address('stages/discovery.html'), { waitUntil: 'load' });
        const late = /^(minisearch|search-engine|search-dialog)\.|^search\.[0-9a-f]+\.css$|^search\.js$/;
        assert.deepEqual(asked.filter((name) => late.test(name)), [], where);

        const button = tab.locator('[data-search]').first();
        assert.ok(await button.isVisible(), `${where}: no button`);
        await button.click();
        await search(tab, item[4]);
        assert.ok(asked.some((name) => late.test(name)));
        assert.equal((await titles(tab))[0], item[4], where);
        await tab.keyboard.press('Enter');
        await tab.waitForURL((url) => url.href === `${address(data.pages[item[1]][0])}#${item[3]}`);
        assert.ok(await tab.locator(`[id="${item[3]}"]`).count(), `${where}: no such place`);
        assertNone(problems, `something went wrong ${where}`);
        await context.close();
      });
    });

    test(`${site.name}: keys open, move, follow and close it`, { timeout: TEST_TIMEOUT }, async () => {
      const context = await browser.newContext({ viewport: DESK });
      const tab = await context.newPage();
      await inFile(tab, site, 'index.html');
      await tab.locator('main a').first().focus();
      await tab.evaluate(() => { window.start = document.activeElement; });
      await tab.keyboard.press('/');
      await tab.locator(`${dialog}[open]`).waitFor();
      assert.equal(await tab.inputValue('#wb-search-input'), '', 'the key is not typed');
      await search(tab, item[4].split(' ')[0]);
      const focus = () => tab.evaluate(() => document.activeElement.textContent || document.activeElement.id);
      const [first, second] = await titles(tab);
      await tab.keyboard.press('ArrowDown');
      assert.equal(await focus(), first);
      if (second) {
        await tab.keyboard.press('ArrowDown');
        assert.equal(await focus(), second);
        await tab.keyboard.press('ArrowUp');
      }
      await tab.keyboard.press('ArrowUp');
      assert.equal(await focus(), 'wb-search-input');
      const [other] = await Promise.all([context.waitForEvent('page'), tab.keyboard.press('Control+Enter')]);
      await other.close();
      assert.ok(await tab.locator(`${dialog}[open]`).count(), 'a new tab leaves the search open');
      await tab.locator('#wb-search-input').focus();
      await tab.keyboard.press('Escape');
      assert.equal(await tab.locator(`${dialog}[open]`).count(), 0);
      assert.ok(await tab.evaluate(() => document.activeElement === window.start), 'the focus goes back');
      await tab.keyboard.press('Control+k');
      assert.equal(await tab.inputValue('#wb-search-input'), item[4].split(' ')[0], 'the query is kept');
      await tab.locator(`${dialog} .search-foot input`).uncheck();
      await tab.keyboard.press('Escape');
      await tab.keyboard.press('/');
      await tab.waitForTimeout(100);
      assert.equal(await tab.locator(`${dialog}[open]`).count(), 0, 'the key can be turned off');
      await context.close();
    });

    test(`${site.name}: slips of the keys are forgiven, kinds and stages narrow down`, { timeout: TEST_TIMEOUT }, async () => {
      const context = await browser.newContext({ viewport: DESK });
      const tab = await context.newPage();
      await inFile(tab, site, 'index.html');
      // The longest word that is written in plain letters, with two of them in the wrong order.
      const words = data.records.flatMap((record) => record[5].toLowerCase().match(/\b[a-z]{9,}\b/g) ?? []);
      const word = words.sort((a, b) => b.length - a.length)[0];
      if (word) {
        await search(tab, `${word.slice(0, 4)}${word[5]}${word[4]}${word.slice(6)}`);
        const marked = await tab.locator(`${results} mark`).allInnerTexts();
        assert.ok(marked.some((mark) => mark.toLowerCase() === word), `${word}: ${marked}`);
      }
      await search(tab, '');
      const chips = tab.locator(`${dialog} .search-facet`).first().locator('label');
      const count = await chips.count();
      assert.ok(count > 3, 'no kinds to choose from');
      const chip = chips.nth(1);
      const number = Number((await chip.locator('.search-number').innerText()).replace(/\D/g, ''));
      await chip.locator('input').check();
      assert.match(await tab.locator(`${dialog} .search-count`).innerText(), new RegExp(`\\b${number}\\b`));
      const kinds = await tab.locator(`${results} li`).evaluateAll((rows) => [...new Set(rows.map((row) => row.className))]);
      assert.deepEqual(kinds, ['search-item']);
      await tab.locator(`${dialog} [role=status]`).filter({ hasText: String(number) }).waitFor({ state: 'attached' });
      await search(tab, 'qqxzjv');
      assert.match(await tab.locator(results).innerText(), /qqxzjv/);
      await context.close();
    });

    test(`${site.name}: without scripts there is no button; axe finds nothing in the dialog`, { timeout: TEST_TIMEOUT }, async () => {
      const plain = await browser.newContext({ viewport: DESK, javaScriptEnabled: false });
      const still = await plain.newPage();
      await inFile(still, site, 'index.html');
      for (const button of await still.locator('[data-search]').all()) assert.equal(await button.isVisible(), false);
      await plain.close();
      const findings = [];
      for (const colorScheme of ['light', 'dark']) {
        for (const viewport of [DESK, PHONE]) {
          const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
          const tab = await context.newPage();
          await inFile(tab, site, 'index.html');
          for (const query of [item[4].split(' ')[0], '', 'qqxzjv']) {
            await search(tab, query);
            await tab.addScriptTag({ path: axe });
            const { violations } = await tab.evaluate(() => window.axe.run('dialog.search', { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
            for (const { id, nodes } of violations) findings.push(`${colorScheme} ${viewport.width} "${query}": ${id}: ${nodes[0].html}`);
          }
          const wide = await tab.evaluate(() => document.querySelector('dialog.search').scrollWidth > window.innerWidth);
          if (wide) findings.push(`${viewport.width}: the dialog is wider than the window`);
          await context.close();
        }
      }
      assertNone(findings, 'the dialog is not accessible');
    });
  }

  const inFile = (tab, site, page) => tab.goto(`file://${path.join(site.dir, page)}`, { waitUntil: 'load' });

  test('several playbooks: one searches its own, all are searched from everywhere', { timeout: TEST_TIMEOUT }, async (t) => {
    const files = {};
    const add = (slug, playbook) => Object.entries(playbook).forEach(([name, text]) => { files[`content/${slug}/${name}`] = text; });
    add('tea', smallPlaybook('Tea', {
      'extra.md': '---\ntitle: Brewing\n---\n\nIntroduction.\n\n## Water for green leaves {#water}\n\nEighty degrees are enough, `<img src=x onerror=alert(1)>` included.\n',
    }));
    add('shoes', smallPlaybook('Shoes', { 'extra.md': '---\ntitle: Lacing\n---\n\nLeather keeps water out.\n' }));
    add('cream', smallPlaybook('面霜', {
      locale: 'zh-Hans',
      'extra.md': '---\ntitle: 敏感肌护肤\n---\n\n在小红书种草之前，先看评论区。\n',
    }));
    const site = buildSite(t, 'several', { 'waybook.yaml': 'title: Several\nlint: {listening-absent: "off"}\n', ...files });
    await inEveryPlace(site, async (address, where) => {
      const context = await browser.newContext({ viewport: DESK, locale: 'en' });
      const tab = await context.newPage();
      const problems = watchForProblems(tab, address(''));
      await tab.goto(address('tea/index.html'), { waitUntil: 'load' });
      await search(tab, 'water');
      assert.deepEqual(await titles(tab), ['Water for green leaves'], where);
      await tab.locator(`${dialog} .search-scopes input`).nth(1).check();
      await tab.locator(`${results} h2`).nth(1).waitFor();
      assert.deepEqual((await tab.locator(`${results} h2`).allInnerTexts()).sort(), ['Shoes', 'Tea'], where);
      assert.match(await tab.locator(results).innerText(), /<img src=x onerror=alert\(1\)>/, 'markup is text');

      await tab.goto(address('index.html'), { waitUntil: 'load' });
      for (const query of ['敏感肌', '敏感', '肌护', '种草', '種草', '评论区', '評論區', '小红书种草']) {
        await search(tab, query);
        const [title] = await titles(tab);
        assert.equal(title, '敏感肌护肤', `${where}: ${query}`);
      }
      await search(tab, '种草');
      assert.ok((await tab.locator(`${results} mark`).allInnerTexts()).includes('种草'), where);
      await search(tab, 'ＷＡＴＥＲ');
      assert.equal((await titles(tab)).length, 2, `${where}: full width`);
      assertNone(problems, `something went wrong ${where}`);
      await context.close();
    });

    const context = await browser.newContext({ viewport: DESK });
    await context.addInitScript(() => { delete Intl.Segmenter; });
    const tab = await context.newPage();
    await inFile(tab, site, 'index.html');
    await search(tab, '评论区');
    assert.equal((await titles(tab))[0], '敏感肌护肤', 'a browser that knows no words');
    await context.close();
  });
});
