// What the atlas theme promises beyond what every theme must: light or dark by the reader's choice without a flash, a menu
// that works by keyboard and without scripts, focus that can be seen in forced colours,
// and the section one reads marked in "On this page".

import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { host, inEveryPlace } from './places.mjs';
import { DESK, PHONE, TEST_TIMEOUT, assertNone, isFlagship, launch, onePageOfEachType, open, parsePage, readablePagesOf, sites } from './support.mjs';

const isAtlas = (site) =>
  parsePage(path.join(site.dir, 'index.html')).elements.some(({ tag, attrs }) => tag === 'link' && /(^|\/)atlas\.[0-9a-f]+\.css$/.test(attrs.href ?? ''));
const atlasSites = sites().filter(isAtlas);
const someSites = atlasSites.filter((site) => isFlagship(site)).concat(atlasSites).slice(0, 1);

const pageOfType = (site, type) => readablePagesOf(site).find((page) => page.type === type);
const background = (tab) => tab.evaluate(() => getComputedStyle(document.body).backgroundColor);
const choose = (tab, scheme) => tab.locator(`.bar [data-scheme-choice] input[value=${scheme}]`).check();

/** Notes in the page when `data-scheme` is first set, and whether there was a body yet: before one, nothing is painted. */
const watchScheme = () => {
  new MutationObserver((_, observer) => {
    if (!document.documentElement?.dataset.scheme) return;
    globalThis.schemeSetBeforeBody = document.body === null;
    observer.disconnect();
  }).observe(document, { attributes: true, subtree: true, childList: true });
};

assert.ok(atlasSites.length > 0, 'no site in the atlas theme among WAYBOOK_SITES');

describe('atlas: light or dark', () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  for (const site of someSites) {
    test(`${site.name}: the choice is kept, and is set before the first paint`, { timeout: TEST_TIMEOUT }, async () => {
      await inEveryPlace(site, async (address, place) => {
        const context = await browser.newContext({ viewport: DESK, colorScheme: 'light' });
        const tab = await context.newPage();
        await tab.addInitScript(watchScheme);
        await tab.goto(address('index.html'));
        const light = await background(tab);
        await choose(tab, 'dark');
        const dark = await background(tab);
        assert.notEqual(dark, light, `${place}: dark looks like light`);

        for (const page of [pageOfType(site, 'stage').path, 'index.html']) {
          await tab.goto(address(page));
          assert.equal(await background(tab), dark, `${place}: ${page} is not dark`);
          assert.equal(await tab.evaluate(() => globalThis.schemeSetBeforeBody), true, `${place}: ${page} could be painted light first`);
          assert.equal(await tab.evaluate(() => getComputedStyle(document.documentElement).colorScheme), 'dark');
          assert.ok(await tab.locator('.bar [data-scheme-choice] input[value=dark]').isChecked(), `${place}: the switch does not show the choice`);
        }

        // Light goes before a dark system, too, and "as the device" gives the choice back to it.
        await tab.emulateMedia({ colorScheme: 'dark' });
        await choose(tab, 'light');
        await tab.reload();
        assert.equal(await background(tab), light, `${place}: light does not go before the system`);
        await choose(tab, 'system');
        await tab.reload();
        assert.equal(await background(tab), dark, `${place}: the system's scheme does not hold again`);
        assert.equal(await tab.evaluate(() => localStorage.getItem('waybook-scheme')), null);
        await context.close();
      });
    });

    test(`${site.name}: without storage the choice holds for the page`, { timeout: TEST_TIMEOUT }, async () => {
      const context = await browser.newContext({ viewport: DESK, colorScheme: 'light' });
      const tab = await context.newPage();
      const errors = [];
      tab.on('pageerror', (error) => errors.push(error.message));
      await tab.addInitScript(() => {
        Object.defineProperty(globalThis, 'localStorage', {
          get() {
            throw new DOMException('denied', 'SecurityError');
          },
        });
      });
      await open(tab, site, pageOfType(site, 'home'));
      const light = await background(tab);
      await choose(tab, 'dark');
      assert.notEqual(await background(tab), light);
      assert.deepEqual(errors, []);
      await context.close();
    });

    test(`${site.name}: two tabs keep in step`, { timeout: TEST_TIMEOUT }, async () => {
      const { base, close } = await host(site, '/');
      const context = await browser.newContext({ viewport: DESK, colorScheme: 'light' });
      const [one, other] = [await context.newPage(), await context.newPage()];
      await one.goto(`${base}index.html`);
      await other.goto(`${base}${pageOfType(site, 'stage').path}`);
      await choose(one, 'dark');
      await other.waitForFunction(() => document.documentElement.dataset.scheme === 'dark');
      await choose(one, 'system');
      await other.waitForFunction(() => document.documentElement.dataset.scheme === undefined);
      await context.close();
      close();
    });
  }
});

describe('atlas: the menu on a phone', () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  for (const site of someSites) {
    for (const javaScriptEnabled of [true, false]) {
      test(`${site.name}: by keyboard, scripts ${javaScriptEnabled ? 'on' : 'off'}`, { timeout: TEST_TIMEOUT }, async () => {
        const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled, reducedMotion: 'reduce' });
        const tab = await context.newPage();
        for (const type of ['home', 'stage']) {
          await open(tab, site, pageOfType(site, type));
          const sheet = tab.locator('#wb-menu');
          const focused = (selector) => tab.locator(`:is(${selector}):focus`).count();
          assert.ok(!(await sheet.isVisible()), 'the sheet is open from the start');
          await tabTo(tab, () => focused('.tool-menu'));
          await tab.keyboard.press('Enter');
          assert.ok(await sheet.isVisible(), 'Enter does not open the sheet');
          assert.equal(await focused('.sheet-head button'), 1, 'focus does not go into the sheet');
          await tab.keyboard.press('Escape');
          assert.ok(!(await sheet.isVisible()), 'Escape does not close the sheet');
          assert.equal(await focused('.tool-menu'), 1, 'focus does not come back');

          await tab.keyboard.press('Enter');
          await tab.keyboard.press('Enter');
          assert.ok(!(await sheet.isVisible()), 'the sheet has no button that closes it');
          await tab.keyboard.press('Enter');
          await tabTo(tab, () => focused('#wb-menu a[href$="glossary.html"], #wb-menu a[href$="takeaways.html"]'));
          await tab.keyboard.press('Enter');
          await tab.waitForURL(/(glossary|takeaways)\.html$/);
        }
        await context.close();
      });
    }

    test(`${site.name}: everything in the rail of a desk is in the stepper and the sheet of a phone`, { timeout: TEST_TIMEOUT }, async () => {
      const linksAt = async (viewport) => {
        const context = await browser.newContext({ viewport });
        const tab = await context.newPage();
        await open(tab, site, pageOfType(site, 'stage'));
        if (viewport === PHONE) await tab.click('.tool-menu');
        const links = await tab.locator('.rail a').evaluateAll((all) => all.filter((a) => a.checkVisibility()).map((a) => a.href));
        await context.close();
        return [...new Set(links)].sort();
      };
      assert.deepEqual(await linksAt(PHONE), await linksAt(DESK));
    });
  }
});

/** Presses Tab until `there` says so. */
async function tabTo(tab, there) {
  for (let i = 0; i < 60; i += 1) {
    await tab.keyboard.press('Tab');
    if (await there()) return;
  }
  assert.fail('Tab does not get there');
}

describe('atlas: focus in forced colours', () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  for (const site of someSites) {
    test(`${site.name}: the picture changes where the focus is`, { timeout: TEST_TIMEOUT }, async () => {
      const findings = [];
      for (const [viewport, type] of [[DESK, 'home'], [DESK, 'stage'], [PHONE, 'checklist']]) {
        const context = await browser.newContext({ viewport, forcedColors: 'active', reducedMotion: 'reduce' });
        const tab = await context.newPage();
        await open(tab, site, pageOfType(site, type));
        for (let i = 0; i < 24; i += 1) {
          await tab.keyboard.press('Tab');
          const place = await tab.evaluate(placeOfFocus);
          if (!place) continue;
          const { name, ...clip } = place;
          const focused = await tab.screenshot({ clip, animations: 'disabled' });
          await tab.evaluate(() => {
            globalThis.last = document.activeElement;
            globalThis.last.blur();
          });
          const blurred = await tab.screenshot({ clip, animations: 'disabled' });
          // Back to where the keyboard was: focus by script after a key press is shown as the keyboard's.
          await tab.evaluate(() => globalThis.last.focus({ preventScroll: true }));
          if (focused.equals(blurred)) findings.push(`${type}: ${name}`);
        }
        await context.close();
      }
      assertNone(findings, 'focus cannot be seen');
    });
  }
});

/** The focused element's box (its label's, for a radio button under one) with a margin, inside the window. */
function placeOfFocus() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const box = (element.closest('label') ?? element).getBoundingClientRect();
  const x = Math.max(0, box.x - 8);
  const y = Math.max(0, box.y - 8);
  const width = Math.min(innerWidth, box.right + 8) - x;
  const height = Math.min(innerHeight, box.bottom + 8) - y;
  return width > 0 && height > 0 ? { x, y, width, height, name: element.outerHTML.slice(0, 90) } : null;
}

describe('atlas: scripts', () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  for (const site of someSites) {
    test(`${site.name}: every page has each once`, () => {
      const findings = [];
      for (const page of onePageOfEachType(site)) {
        const files = parsePage(page.file).elements.filter(({ tag, attrs }) => tag === 'script' && attrs.src).map(({ attrs }) => path.basename(attrs.src));
        for (const name of new Set(files)) {
          const times = files.filter((file) => file === name).length;
          if (times > 1) findings.push(`${page.path}: ${name} × ${times}`);
        }
        const needed = files.filter((file) => /^(scheme|waybook)\.[0-9a-f]+\.js$/.test(file)).length;
        if (needed !== 2) findings.push(`${page.path}: ${needed} of scheme and waybook`);
      }
      assertNone(findings, 'a script is missing or there twice');
    });

    test(`${site.name}: "On this page" marks the section one reads`, { timeout: TEST_TIMEOUT }, async () => {
      const context = await browser.newContext({ viewport: DESK, reducedMotion: 'reduce' });
      const tab = await context.newPage();
      await open(tab, site, pageOfType(site, 'stage'));
      const links = tab.locator('.toc a');
      const marked = tab.locator('.toc a[aria-current=location]');
      assert.equal(await marked.count(), 0, 'a section is marked before one has come to it');
      // A jump over several headings, one step on, and all the way back.
      for (const index of [3, 4, 1]) {
        const target = links.nth(index);
        const id = (await target.getAttribute('href')).slice(1);
        await tab.evaluate((name) => document.getElementById(name).scrollIntoView({ block: 'start' }), id);
        await tab.waitForFunction((name) => document.querySelector('.toc [aria-current=location]')?.hash === `#${name}`, id);
        assert.equal(await marked.count(), 1);
      }
      await context.close();
    });
  }
});
