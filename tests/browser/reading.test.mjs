// Every page can be read: without JavaScript, without scrolling sideways however narrow the window, and without moving under
// one's eyes when its scripts start.

import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { host } from './places.mjs';
import { DESK, PHONE, TEST_TIMEOUT, assertNone, eachInTwoTabs, isFlagship, launch, onePageOfEachType, open, readablePagesOf, sites, unfold } from './support.mjs';

/** The narrowest window, in CSS pixels: a small phone, or a desk at four times the size (WCAG 1.4.10). */
const SMALL_PHONE = { width: 320, height: 640 };

/** Characters of text that a page shows at least, beside its heading: even a 404 page says this much. */
const LEAST_TEXT = 20;

describe('reading', () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  for (const site of sites()) {
    const pages = readablePagesOf(site);

    test(`${site.name}: every page reads without JavaScript`, { timeout: TEST_TIMEOUT }, async (t) => {
      const findings = [];
      const context = await browser.newContext({ viewport: DESK, javaScriptEnabled: false });
      await eachInTwoTabs(context, pages, async (tab, page) => {
        await open(tab, site, page);
        const problem = await unreadable(tab);
        if (problem) findings.push(`${page.path}: ${problem}`);
      });
      await context.close();
      t.diagnostic(`${pages.length} pages`);
      assertNone(findings, 'a page does not read without JavaScript');
    });

    test(`${site.name}: links work without JavaScript`, { timeout: TEST_TIMEOUT }, async () => {
      const findings = [];
      const urls = new Set(readablePagesOf(site).map((page) => page.url));
      const context = await browser.newContext({ viewport: DESK, javaScriptEnabled: false });
      // 404.html links by the base URL, which leads nowhere from a file.
      const linked = onePageOfEachType(site).filter((page) => page.type !== '404');
      assert.ok(linked.length > 0, 'no page has a known data-page');
      await eachInTwoTabs(context, linked, async (tab, page) => {
        await open(tab, site, page);
        const link = (await linkTo(tab, 'nav a[href]', urls, page)) ?? (await linkTo(tab, 'a[href]', urls, page));
        if (!link) {
          findings.push(`${page.path}: no visible link to another page`);
          return;
        }
        await link.element.click();
        await tab.waitForURL((url) => url.href.split('#')[0] === link.url, { timeout: 10_000 }).catch(() => {});
        if (tab.url().split('#')[0] !== link.url) findings.push(`${page.path}: the link to ${link.url} did not lead there`);
        else if (await unreadable(tab)) findings.push(`${page.path}: ${link.url}: ${await unreadable(tab)}`);
      });
      await context.close();
      assertNone(findings, 'a link does not work without JavaScript');
    });

    test(`${site.name}: nothing scrolls sideways`, { timeout: TEST_TIMEOUT }, async () => {
      const findings = [];
      const context = await browser.newContext({ viewport: DESK, reducedMotion: 'reduce' });
      await eachInTwoTabs(context, pages, async (tab, page) => {
        await tab.setViewportSize(DESK);
        await open(tab, site, page);
        for (const viewport of [DESK, PHONE, SMALL_PHONE]) {
          await tab.setViewportSize(viewport);
          for (const folds of ['closed', 'open']) {
            if (folds === 'open') await unfold(tab);
            const { over, culprits } = await tab.evaluate(overflow);
            if (over > 0) findings.push(`${page.path} at ${viewport.width} px, folds ${folds}: ${over} px too wide${culprits.length ? `, because of ${culprits.join(', ')}` : ''}`);
          }
        }
      });
      await context.close();
      assertNone(findings, 'a page scrolls sideways');
    });
    if (!isFlagship(site)) continue;
    test(`${site.name}: nothing moves when the scripts start`, { timeout: TEST_TIMEOUT }, async (t) => {
      const findings = [];
      let held;
      const isHeld = (file) => file.endsWith('.js') && !path.basename(file).startsWith('scheme.');
      const { base, close } = await host(site, '/', { before: (file) => isHeld(file) && held });
      t.after(close);
      const [{ lang }] = readablePagesOf(site);
      for (const viewport of [PHONE, DESK]) {
        const context = await browser.newContext({ viewport });
        const tab = await context.newPage();
        for (const page of onePageOfEachType(site).filter((each) => each.type !== '404' && each.lang === lang)) {
          let release;
          held = new Promise((resolve) => (release = resolve));
          await tab.goto(`${base}${page.path}`, { waitUntil: 'commit' });
          await tab.waitForFunction(() => document.readyState === 'interactive');
          await tab.evaluate(painted);
          release();
          await tab.waitForLoadState('load');
          for (const shift of await tab.evaluate(shifts)) findings.push(`${page.path} at ${viewport.width} px: ${shift}`);
        }
        await context.close();
      }
      assertNone(findings, 'the page moves');
    });
  }
});

/** In the page: waits until all of it has been painted, and notes when that was. */
function painted() {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => {
      globalThis.paintedAt = performance.now();
      resolve();
    })));
  });
}

/** In the page: what moved since it was painted, and by how much. */
function shifts() {
  return new Promise((resolve) => {
    const found = [];
    new PerformanceObserver((list) => {
      for (const { startTime, value, sources } of list.getEntries()) {
        if (startTime > globalThis.paintedAt) found.push(`${value.toFixed(4)}, ${sources.map(({ node }) => `${node?.localName}.${node?.className}`).join(' ')}`);
      }
    }).observe({ type: 'layout-shift', buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(found), 100)));
  });
}

/** What keeps a page from being read, or undefined. */
async function unreadable(tab) {
  const main = tab.locator('main');
  if ((await main.count()) !== 1) return `${await main.count()} main elements`;
  const text = (await main.innerText()).trim();
  const heading = (await main.locator('h1').count()) ? (await main.locator('h1').first().innerText()).trim() : '';
  if (!heading) return 'no visible h1 in main';
  return text.length - heading.length < LEAST_TEXT ? `main shows only "${text}"` : undefined;
}

/** The first visible link of `selector` to another page of the site. */
async function linkTo(tab, selector, urls, page) {
  for (const element of await tab.locator(selector).all()) {
    const url = new URL(await element.getAttribute('href'), page.url).href.split('#')[0];
    if (url !== page.url && urls.has(url) && (await element.isVisible())) return { element, url };
  }
  return undefined;
}

/** Runs in the page: by how much it is too wide, and the innermost elements that stick out to the right. */
function overflow() {
  const limit = document.documentElement.clientWidth;
  const scrolls = (element) => /auto|scroll|hidden|clip/.test(getComputedStyle(element).overflowX);
  const sticksOut = (element) => element.getBoundingClientRect().right > limit + 0.5;
  const culprits = [];
  const visit = (element) => {
    if (element !== document.body && scrolls(element)) return;
    for (const child of element.children) {
      if (sticksOut(child) && culprits.length < 3) {
        const name = [child.tagName.toLowerCase(), ...child.classList].join('.');
        if (![...child.children].some(sticksOut)) culprits.push(name);
      }
      visit(child);
    }
  };
  visit(document.body);
  return { over: document.documentElement.scrollWidth - limit, culprits };
}
