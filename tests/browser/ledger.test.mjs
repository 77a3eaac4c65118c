// What the ledger theme promises beyond what every theme must: contents that are a column on a desk and a sheet on a phone,
// by keyboard and without scripts; a thumb index; light or dark by the reader's choice.

import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { host, inEveryPlace } from './places.mjs';
import { DESK, PHONE, TEST_TIMEOUT, isFlagship, launch, open, parsePage, readablePagesOf, sites } from './support.mjs';

const isLedger = (site) =>
  parsePage(path.join(site.dir, 'index.html')).elements.some(({ tag, attrs }) => tag === 'link' && /(^|\/)ledger\.[0-9a-f]+\.css$/.test(attrs.href ?? ''));
const ledgerSites = sites().filter(isLedger);
const pageOfType = (site, type) => readablePagesOf(site).find((page) => page.type === type);

assert.ok(ledgerSites.length > 0, 'no site in the ledger theme among WAYBOOK_SITES');

describe('ledger', () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  for (const site of ledgerSites) {
    for (const javaScriptEnabled of [true, false]) {
      const how = javaScriptEnabled ? 'with scripts' : 'without scripts';
      test(`${site.name}: the sheet by keyboard, ${how}`, { timeout: TEST_TIMEOUT }, async () => {
        const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled, reducedMotion: 'reduce' });
        const tab = await context.newPage();
        const stage = pageOfType(site, 'stage');
        await open(tab, site, stage);
        const sheet = tab.locator('#wb-contents');
        const button = tab.locator('.tool-contents');
        assert.equal(await sheet.isVisible(), false, 'closed at first');
        await button.focus();
        await tab.keyboard.press('Enter');
        await sheet.waitFor({ state: 'visible' });
        await tab.keyboard.press('Tab');
        assert.ok(await sheet.evaluate((element) => element.contains(document.activeElement)), 'Tab leads into the sheet');
        const box = await sheet.boundingBox();
        assert.ok(box.x >= 0 && box.x + box.width <= PHONE.width && box.height >= PHONE.height * 0.9, 'the sheet fills the side');
        await tab.keyboard.press('Escape');
        await sheet.waitFor({ state: 'hidden' });
        assert.ok(await button.evaluate((element) => element === document.activeElement), 'the focus comes back');
        await button.press('Enter');
        await sheet.locator('.sheet-bar button').click();
        await sheet.waitFor({ state: 'hidden' });
        await button.press('Enter');
        const target = sheet.locator('a[href]', { hasNot: tab.locator('[aria-current]') }).nth(2);
        const address = await target.evaluate((link) => link.href);
        await target.click();
        await tab.waitForURL(address);
        await context.close();
      });
    }

    test(`${site.name}: on a desk the contents are a column, and the thumb index says where one is`, { timeout: TEST_TIMEOUT }, async () => {
      const context = await browser.newContext({ viewport: DESK });
      const tab = await context.newPage();
      const stages = readablePagesOf(site).filter((page) => page.type === 'stage');
      for (const page of stages) {
        await open(tab, site, page);
        assert.ok(await tab.locator('#wb-contents').isVisible());
        assert.equal(await tab.locator('.tool-contents').isVisible(), false);
        const current = tab.locator('.tabs [aria-current="page"]');
        assert.equal(await current.count(), 1, page.path);
        assert.ok(await current.isVisible(), page.path);
      }
      await context.close();
    });

    test(`${site.name}: light or dark by choice, kept from page to page`, { timeout: TEST_TIMEOUT }, async () => {
      const server = await host(site, '/clients/one/');
      const context = await browser.newContext({ viewport: DESK, colorScheme: 'light' });
      try {
        const tab = await context.newPage();
        const paper = () => tab.evaluate(() => getComputedStyle(document.body).backgroundColor);
        await tab.goto(server.base);
        const light = await paper();
        await tab.locator('.masthead [data-scheme-choice] input[value=dark]').check();
        const dark = await paper();
        assert.notEqual(dark, light);
        await tab.goto(`${server.base}${pageOfType(site, 'stage').path}`);
        assert.equal(await paper(), dark);
        assert.equal(await tab.locator('.masthead input[value=dark]').isChecked(), true);
      } finally {
        await context.close();
        server.close();
      }
    });
  }

  test('looks the same from a file, at the root of a server, and below a path', { timeout: TEST_TIMEOUT }, async () => {
    const site = ledgerSites.find(isFlagship) ?? ledgerSites[0];
    const page = pageOfType(site, 'stage');
    const seen = [];
    await inEveryPlace(site, async (address) => {
      const context = await browser.newContext({ viewport: DESK });
      try {
        const tab = await context.newPage();
        await tab.goto(address(page.path));
        seen.push(await tab.evaluate(() => [document.documentElement.scrollHeight, getComputedStyle(document.querySelector('h1')).fontSize, getComputedStyle(document.querySelector('.tabs')).position].join(' ')));
      } finally {
        await context.close();
      }
    });
    assert.deepEqual(seen, [seen[0], seen[0], seen[0]]);
    assert.match(seen[0], /fixed$/);
  });
});
