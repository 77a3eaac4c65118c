// A reader's walk through the flagship, from disk and from a server, with scripts and without: home, the five stages, a pillar,
// the mistakes, by clicks alone.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { inEveryPlace } from './places.mjs';
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

    for (const javaScriptEnabled of [true, false]) {
      test(`${site.name} can be walked by clicking, ${javaScriptEnabled ? 'with' : 'without'} scripts, wherever it lies`, { timeout: TEST_TIMEOUT }, async () => {
        await inEveryPlace(site, async (address, where) => {
          const context = await browser.newContext({ viewport: DESK, javaScriptEnabled });
          const tab = await context.newPage();
          tab.setDefaultTimeout(15_000);
          const problems = watchForProblems(tab, address(''));
          await tab.goto(address('index.html'));
          assert.equal(await typeOf(tab), 'home');

          const stages = [];
          for (let step = 1; step <= 5; step += 1) stages.push(await clickToA(tab, site, address, 'stage', stages));
          await clickToA(tab, site, address, 'pillar', []);
          await clickToA(tab, site, address, 'mistakes', []);

          await context.close();
          assertNone(problems, `something went wrong on the walk ${where}`);
        });
      });
    }
  }
});

const typeOf = (tab) => tab.locator('body').getAttribute('data-page');

/** Clicks the first visible link to a page of `type` that is not in `visited`; opens the folds if none is visible. */
async function clickToA(tab, site, address, type, visited) {
  const wanted = new Map(
    pagesOf(site).filter((page) => page.type === type && !visited.includes(page.path)).map((page) => [address(page.path), page]),
  );
  const from = decodeURIComponent(tab.url());
  const links = tab.locator('a[href]');
  const find = async () => {
    const leading = await links.evaluateAll((anchors) => anchors.map((anchor) => (anchor.checkVisibility() && anchor.getClientRects().length > 0 ? new URL(anchor.getAttribute('href'), document.baseURI).href.split('#')[0] : '')));
    const index = leading.findIndex((href) => wanted.has(href));
    return index < 0 ? undefined : { link: links.nth(index), url: leading[index] };
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
  await tab.waitForURL((url) => url.href.split('#')[0] === found.url);
  await tab.waitForLoadState('load');
  assert.equal(await typeOf(tab), type, `${from}: the click led elsewhere`);
  assert.ok((await tab.locator('main h1').first().innerText()).trim(), `${tab.url()}: no heading`);
  return wanted.get(found.url).path;
}
