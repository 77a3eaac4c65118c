// The loop, the map of touchpoints and the matrix as tools: by keyboard, with filters, with ways that light up; over http
// at the root and under a subpath, and from a file, in whatever theme the sites are built.

import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { host } from './places.mjs';
import { DESK, TEST_TIMEOUT, isFlagship, launch, pagesOf, sites } from './support.mjs';

const flagships = sites().filter(isFlagship);
let browser;

before(async () => {
  assert.ok(flagships.length > 0, 'no flagship among the sites');
  browser = await launch();
});
after(() => browser?.close());

/** The first page of a type, in the site's first language. */
const pageOf = (site, type) => pagesOf(site).find((page) => page.type === type && !page.path.includes('zh-hans')).path;

for (const site of flagships) {
  for (const [where, base] of [['a file', null], ['the root', '/'], ['a subpath', '/deep/down/']]) {
    describe(`${site.name} from ${where}`, { timeout: TEST_TIMEOUT }, () => {
      let server;
      let tab;
      before(async () => {
        if (base) server = await host(site, base);
        tab = await browser.newPage({ viewport: DESK });
        tab.on('pageerror', (error) => assert.fail(error));
      });
      after(async () => {
        await tab.close();
        server?.close();
      });
      const go = (type) => {
        const page = pageOf(site, type);
        return tab.goto(server ? server.base + page : pathToFileURL(path.join(site.dir, page)).href);
      };
      const choose = (name, value) => tab.locator(`select[name="${name}"]`).selectOption(value);

      test('arrow keys go around the loop, and the stage at hand shows where it leads', async () => {
        await go('home');
        const stage = () => tab.evaluate(() => document.activeElement.dataset.stage);
        await tab.locator('.loop a[data-stage="discovery"]').focus();
        await tab.keyboard.press('ArrowRight');
        assert.equal(await stage(), 'research');
        await tab.keyboard.press('End');
        assert.equal(await stage(), 'advocacy');
        const led = await tab.locator('.loop .edges .is-on').evaluateAll((edges) => edges.map((edge) => edge.dataset.to));
        assert.ok(led.includes('discovery'), `advocacy leads to ${led}`);
        await tab.keyboard.press('ArrowRight');
        assert.equal(await stage(), 'discovery');
        await tab.keyboard.press('Enter');
        await tab.waitForURL(/stages\/discovery\.html$/);
      });

      test('one comes into the map with one step, goes on with arrows, and reads where a touchpoint leads', async () => {
        await go('touchpoints');
        const nodes = tab.locator('.tmap a.node');
        const tabbable = await nodes.evaluateAll((all) => all.filter((node) => node.tabIndex === 0).length);
        assert.equal(tabbable, 1);
        await nodes.first().focus();
        const first = await tab.evaluate(() => document.activeElement.dataset.stage);
        await tab.keyboard.press('ArrowRight');
        const next = await tab.evaluate(() => document.activeElement.dataset);
        assert.notEqual(next.stage, first);
        const row = tab.locator(`[id="${next.id}"]`);
        const says = await tab.locator('[data-map-says]').textContent();
        for (const name of await row.locator('td:last-child a').allTextContents()) assert.ok(says.includes(name), `"${says}" names ${name}`);
        await tab.keyboard.press('Enter');
        assert.ok(tab.url().endsWith(`#${next.id}`), tab.url());
      });

      test('filters leave the same touchpoints in the map and in the table', async () => {
        await go('touchpoints');
        await choose('stage', 'conversion');
        await choose('role', 'pay');
        const on = await tab.locator('.tmap a.node:not(.is-off)').evaluateAll((all) => all.map((node) => node.dataset));
        assert.ok(on.length > 0);
        assert.ok(on.every((node) => node.stage === 'conversion' && node.role === 'pay'));
        const ids = [...new Set(on.map((node) => node.id))].sort();
        const shown = await tab.locator('tbody tr:visible').evaluateAll((rows) => rows.map((row) => row.id));
        assert.deepEqual(shown.sort(), ids);
        assert.match(await tab.locator('[data-map-says]').textContent(), new RegExp(`\\b${ids.length}\\b`));
        await tab.locator('[data-clear]').click();
        assert.equal(await tab.locator('.tmap .is-off').count(), 0);
        assert.equal(await tab.locator('tbody tr:visible').count(), await tab.locator('tbody tr').count());
      });

      test('the shortest way between two touchpoints lights up and is written out', async () => {
        await go('touchpoints');
        const { from, to, middle } = await tab.evaluate(() => {
          const next = new Map();
          for (const { dataset } of document.querySelectorAll('.tmap [data-from]')) next.set(dataset.from, [...next.get(dataset.from) ?? [], dataset.to]);
          for (const [from, ones] of next) {
            for (const middle of ones) {
              for (const to of next.get(middle) ?? []) if (to !== from && !ones.includes(to)) return { from, middle, to };
            }
          }
          return {};
        });
        await choose('from', from);
        await choose('to', to);
        const lit = await tab.locator('.tmap .edges .is-on').evaluateAll((edges) => edges.map((edge) => [edge.dataset.from, edge.dataset.to]));
        assert.equal(lit.length, 2);
        assert.equal(lit[0][0] === from || lit[1][0] === from, true);
        const says = await tab.locator('[data-map-says]').textContent();
        assert.match(says, /^2 /);
        assert.ok(middle);
      });

      test('the matrix filters by stage, part and intent, and its cells are links to walk with arrows', async () => {
        await go('matrix');
        await choose('stage', 'research');
        await choose('role', 'primary');
        const rows = tab.locator('.matrix tbody tr:visible');
        const all = await tab.locator('.matrix tbody tr').count();
        const count = await rows.count();
        assert.ok(count > 0 && count < all, `${count} of ${all}`);
        assert.equal(await rows.locator('td[data-stage="research"][data-role="primary"]').count(), count);
        await tab.locator('[data-clear]').click();
        assert.equal(await rows.count(), all);
        const link = tab.locator('.matrix td[data-role] a').first();
        await link.focus();
        await tab.keyboard.press('ArrowDown');
        const there = await tab.evaluate(() => document.activeElement.closest('.matrix tbody') !== null);
        assert.ok(there);
        await tab.keyboard.press('Enter');
        await tab.waitForURL(/pillars\//);
      });
    });
  }

  test(`${site.name}: without scripts the maps are links and tables, and nothing dead stands there`, { timeout: TEST_TIMEOUT }, async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: DESK });
    const tab = await context.newPage();
    for (const type of ['touchpoints', 'matrix']) {
      await tab.goto(pathToFileURL(path.join(site.dir, pageOf(site, type))).href);
      assert.equal(await tab.locator('select:visible').count(), 0);
      assert.ok(await tab.locator('table').isVisible());
    }
    await context.close();
  });
}
