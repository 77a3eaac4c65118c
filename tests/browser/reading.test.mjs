// Every page can be read: without JavaScript, and on a phone without scrolling sideways.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { DESK, PHONE, TEST_TIMEOUT, assertNone, eachInTwoTabs, launch, onePageOfEachType, open, readablePagesOf, sites } from './support.mjs';

/** Characters of text that a page shows at least, beside its heading: even a 404 page says this much. */
const LEAST_TEXT = 20;

describe('reading', () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  for (const site of sites()) {
    test(`${site.name}: every page reads without JavaScript`, { timeout: TEST_TIMEOUT }, async (t) => {
      const findings = [];
      const context = await browser.newContext({ viewport: DESK, javaScriptEnabled: false });
      await eachInTwoTabs(context, readablePagesOf(site), async (tab, page) => {
        await open(tab, site, page);
        const problem = await unreadable(tab);
        if (problem) findings.push(`${page.path}: ${problem}`);
      });
      await context.close();
      t.diagnostic(`${readablePagesOf(site).length} pages`);
      assertNone(findings, 'a page does not read without JavaScript');
    });

    test(`${site.name}: links work without JavaScript`, { timeout: TEST_TIMEOUT }, async () => {
      const findings = [];
      const urls = new Set(readablePagesOf(site).map((page) => page.url));
      const context = await browser.newContext({ viewport: DESK, javaScriptEnabled: false });
      // 404.html links by the base URL, which leads nowhere from a file.
      const pages = onePageOfEachType(site).filter((page) => page.type !== '404');
      assert.ok(pages.length > 0, 'no page has a known data-page');
      await eachInTwoTabs(context, pages, async (tab, page) => {
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

    test(`${site.name}: nothing scrolls sideways at ${PHONE.width} px`, { timeout: TEST_TIMEOUT }, async () => {
      const findings = [];
      const context = await browser.newContext({ viewport: PHONE });
      await eachInTwoTabs(context, readablePagesOf(site), async (tab, page) => {
        await open(tab, site, page);
        const { width, culprits } = await tab.evaluate(overflow);
        if (width > PHONE.width) findings.push(`${page.path}: ${width} px wide${culprits.length ? `, because of ${culprits.join(', ')}` : ''}`);
      });
      await context.close();
      assertNone(findings, 'a page scrolls sideways');
    });
  }
});

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

/** Runs in the page: its scroll width, and the outermost elements that stick out to the right. */
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
  return { width: document.documentElement.scrollWidth, culprits };
}
