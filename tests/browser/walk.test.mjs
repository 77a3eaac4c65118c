// A reader's walk through the flagship, opened from disk: home, the five stages, a pillar, the mistakes, by clicks alone.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { DESK, FLAGSHIP_TYPES, TEST_TIMEOUT, assertNone, isFlagship, launch, pagesOf, readablePagesOf, sites, watchForProblems } from './support.mjs';

const flagships = sites().filter(isFlagship);

describe('walk', () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  test('there is a flagship to walk', () => {
    assert.ok(flagships.length > 0, 'WAYBOOK_SITES names no site that begins with "flagship"');
  });

  for (const site of flagships) {
    test(`${site.name} has every page that a playbook has`, () => {
      const languages = [...new Set(readablePagesOf(site).map((page) => page.lang))];
      assert.deepEqual(languages, ['en', 'zh-Hans']);
      for (const lang of languages) {
        const types = readablePagesOf(site).filter((page) => page.lang === lang).map((page) => page.type);
        // The page for missing pages is one for the whole site.
        const missing = FLAGSHIP_TYPES.filter((type) => !types.includes(type) && !(type === '404' && lang !== 'en'));
        assertNone(missing, `a page type is missing in ${lang}`);
        assert.equal(types.filter((type) => type === 'stage').length, 5, `stage pages in ${lang}`);
      }
    });

    test(`${site.name} can be walked by clicking`, { timeout: TEST_TIMEOUT }, async () => {
      const context = await browser.newContext({ viewport: DESK });
      const tab = await context.newPage();
      tab.setDefaultTimeout(15_000);
      const problems = watchForProblems(tab);
      await tab.goto(pagesOf(site)[0].url);
      assert.equal(await typeOf(tab), 'home');

      const stages = [];
      for (let step = 1; step <= 5; step += 1) stages.push(await clickToA(tab, site, 'stage', stages));
      await clickToA(tab, site, 'pillar', []);
      await clickToA(tab, site, 'mistakes', []);

      await context.close();
      assertNone(problems, 'something went wrong on the walk');
    });
  }
});

const typeOf = (tab) => tab.locator('body').getAttribute('data-page');

/** Clicks the first visible link to a page of `type` that is not in `visited`; opens the folds if none is visible. */
async function clickToA(tab, site, type, visited) {
  const wanted = new Map(
    pagesOf(site).filter((page) => page.type === type && !visited.includes(page.path)).map((page) => [page.url, page]),
  );
  const from = decodeURIComponent(tab.url());
  const find = async () => {
    for (const link of await tab.locator('a[href]').all()) {
      const target = wanted.get(await link.evaluate((anchor) => anchor.href.split('#')[0]));
      if (target && (await link.isVisible())) return { link, target };
    }
    return undefined;
  };
  let found = await find();
  if (!found) {
    for (const summary of await tab.locator('details:not([open]) > summary').all()) {
      if (await summary.isVisible()) await summary.click();
    }
    found = await find();
  }
  assert.ok(found, `${from}: no visible link to a ${type} page${visited.length ? ` other than ${visited.join(', ')}` : ''}`);
  await found.link.click();
  await tab.waitForURL((url) => url.href.split('#')[0] === found.target.url);
  await tab.waitForLoadState('load');
  assert.equal(await typeOf(tab), type, `${from}: the click led elsewhere`);
  assert.ok((await tab.locator('main h1').first().innerText()).trim(), `${tab.url()}: no heading`);
  return found.target.path;
}
