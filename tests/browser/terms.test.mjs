// Terms explained in place: without scripts a link to the glossary, with them a note that opens by keyboard, tap and mouse, and
// closes as one expects.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { DESK, PHONE, TEST_TIMEOUT, assertNone, isFlagship, launch, parsePage, readablePagesOf, sites, watchForProblems } from './support.mjs';
import { inEveryPlace } from './places.mjs';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const isTerm = ({ tag, attrs }) => tag === 'a' && attrs.class === 'term' && attrs.href;
const termsOf = (page) => parsePage(page.file).elements.filter(isTerm);
const note = '.term-note:popover-open';

describe('terms', () => {
  let browser;
  before(async () => { browser = await launch(); });
  after(() => browser?.close());

  for (const site of sites().filter(isFlagship)) {
    const pages = readablePagesOf(site);
    const page = pages.filter(({ type }) => type === 'stage').sort((a, b) => termsOf(b).length - termsOf(a).length)[0];
    const glossary = pages.find(({ path: name }) => name === path.posix.join(path.posix.dirname(page.path), '../glossary.html'));

    test(`${site.name}: every marked word leads to its term, and none stands on paper`, () => {
      const { ids } = parsePage(glossary.file);
      const findings = [];
      for (const { path: name, file, type } of pages) {
        const terms = termsOf({ file });
        if (type === 'card' && terms.length > 0) findings.push(`${name}: a card explains terms`);
        for (const { attrs } of terms) {
          const id = decodeURIComponent(attrs.href.split('#')[1] ?? '');
          if (type !== 'print' && !ids.has(id)) findings.push(`${name}: ${attrs.href}`);
        }
      }
      assert.ok(termsOf(page).length > 2, 'too few terms to test');
      assertNone(findings, 'a term is marked wrongly');
    });

    test(`${site.name}: without scripts a term is a link`, { timeout: TEST_TIMEOUT }, async () => {
      const context = await browser.newContext({ viewport: DESK, javaScriptEnabled: false });
      const tab = await context.newPage();
      await tab.goto(page.url);
      await tab.locator('main a.term').first().click();
      await tab.waitForURL((url) => url.href.split('#')[0] === glossary.url);
      await context.close();
    });

    test(`${site.name}: the keyboard opens a note, reads it and goes on`, { timeout: TEST_TIMEOUT }, async () => {
      await inEveryPlace(site, async (address, where) => {
        const context = await browser.newContext({ viewport: DESK });
        const tab = await context.newPage();
        const problems = watchForProblems(tab, address(''));
        await tab.goto(address(page.path), { waitUntil: 'load' });
        const term = tab.locator('main a.term').first();
        await term.focus();
        await tab.keyboard.press('Enter');
        await tab.locator(note).waitFor();
        assert.ok((await tab.locator(`${note} p`).count()) > 1, `${where}: no explanation`);
        assert.equal(await term.getAttribute('aria-expanded'), 'true');
        assert.ok(await tab.evaluate(() => document.activeElement.matches('.term-note')), `${where}: the note has the focus`);
        const box = await tab.locator(note).boundingBox();
        assert.ok(box.x >= 0 && box.x + box.width <= DESK.width && box.y >= 0 && box.y + box.height <= DESK.height, `${where}: ${JSON.stringify(box)}`);
        await tab.keyboard.press('Escape');
        await tab.locator(note).waitFor({ state: 'detached' });
        assert.ok(await tab.evaluate(() => document.activeElement.matches('a.term')), `${where}: the word has the focus again`);
        // The browser says that the note is shut a moment after it is.
        await tab.waitForFunction((link) => !link.hasAttribute('aria-expanded'), await term.elementHandle());
        await tab.keyboard.press('Enter');
        await tab.locator(note).waitFor();
        await tab.keyboard.press('Tab');
        assert.equal(await tab.evaluate(() => new URL(document.activeElement.href).hash), new URL(await term.evaluate((link) => link.href)).hash);
        await tab.keyboard.press('Enter');
        await tab.waitForURL((url) => url.pathname.endsWith('/glossary.html'));
        assertNone(problems, `something went wrong ${where}`);
        await context.close();
      });
    });

    test(`${site.name}: the mouse opens a note by resting, and it stays while one is on it`, { timeout: TEST_TIMEOUT }, async () => {
      const context = await browser.newContext({ viewport: DESK });
      const tab = await context.newPage();
      await tab.goto(page.url, { waitUntil: 'load' });
      const term = tab.locator('main a.term').first();
      await term.hover();
      await tab.locator(note).waitFor();
      assert.equal(await tab.evaluate(() => document.activeElement.matches('.term-note')), false, 'the focus stays where it was');
      await tab.locator(`${note} .term-name`).hover();
      await tab.waitForTimeout(600);
      assert.equal(await tab.locator(note).count(), 1, 'it can be hovered');
      await tab.mouse.move(5, 5);
      await tab.locator(note).waitFor({ state: 'detached' });
      await term.hover();
      await tab.locator(note).waitFor();
      await tab.keyboard.press('Escape');
      await tab.locator(note).waitFor({ state: 'detached' });
      await context.close();
    });

    test(`${site.name}: a tap opens a note, the next elsewhere closes it; axe finds nothing`, { timeout: TEST_TIMEOUT }, async () => {
      const findings = [];
      for (const colorScheme of ['light', 'dark']) {
        const context = await browser.newContext({ viewport: PHONE, hasTouch: true, isMobile: true, colorScheme });
        const tab = await context.newPage();
        await tab.goto(page.url, { waitUntil: 'load' });
        const term = tab.locator('main a.term').nth(1);
        await term.tap();
        await tab.locator(note).waitFor();
        const box = await tab.locator(note).boundingBox();
        assert.ok(box.x >= 0 && box.x + box.width <= PHONE.width, JSON.stringify(box));
        await tab.addScriptTag({ path: axe });
        const { violations } = await tab.evaluate(() => window.axe.run('.term-note', { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
        for (const { id, nodes } of violations) findings.push(`${colorScheme}: ${id}: ${nodes[0].html}`);
        // The corner of the window, where neither the note nor a link is.
        await tab.touchscreen.tap(2, 2);
        await tab.locator(note).waitFor({ state: 'detached' });
        assert.equal(tab.url(), page.url, 'nobody was sent away');
        await context.close();
      }
      assertNone(findings, 'the note is not accessible');
    });
  }
});
