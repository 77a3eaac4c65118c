// Paper: the print page is a bound guide with a cover, numbered contents, running heads and page numbers; a stage's card
// fits one sheet; every page leaves its navigation behind and opens its folds. A4 and Letter, without a script as with.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { readPdf, squeeze } from './pdf.mjs';
import { inEveryPlace } from './places.mjs';
import { TEST_TIMEOUT, assertNone, isFlagship, launch, onePageOfEachType, open, parsePage, readablePagesOf, sites } from './support.mjs';

/** Sizes of paper, in points. */
const SHEETS = { A4: [596, 843], Letter: [612, 792] };

const print = async (tab, format) => readPdf(await tab.pdf({ format, preferCSSPageSize: true }));
const ofType = (site, type) => readablePagesOf(site).filter((page) => page.type === type);
const titles = (page, pattern) => parsePage(page.file).elements.filter(({ attrs }) => pattern.test(attrs.id ?? ''));

describe('print', () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  /** Opens a page of a site in a tab of its own and closes that afterwards. */
  async function withTab(site, page, work, options = {}) {
    const context = await browser.newContext(options);
    const tab = await context.newPage();
    try {
      await open(tab, site, page);
      await work(tab);
    } finally {
      await context.close();
    }
  }

  for (const site of sites()) {
    for (const page of ofType(site, 'print')) {
      test(`${site.name}: ${page.path} is a bound guide`, { timeout: TEST_TIMEOUT }, async () => {
        await withTab(site, page, async (tab) => {
          const title = await tab.locator('.cover h1').innerText();
          const stages = await tab.locator('.part[class*="stage-"] > .kicker').evaluateAll((all) => all.map((p) => p.textContent.split(/[:·：]/)[0].trim()));
          const rightToLeft = (await tab.locator('html').getAttribute('dir')) === 'rtl';
          const heads = await tab.locator('html').evaluate((root) => ({ ...root.dataset }));
          for (const [format, [width, height]] of Object.entries(SHEETS)) {
            const sheets = await print(tab, format);
            assert.deepEqual([Math.round(sheets[0].width), Math.round(sheets[0].height)], [width, height], 'no size is forced');
            const cover = squeeze(sheets[0].text);
            assert.ok(cover.includes(squeeze(title)), `${format}: the title is on the cover`);
            // What stands in the margins is drawn first: a running head, the number, perhaps a thumb index.
            const numbered = sheets.map(({ runs }, index) => runs.slice(0, 6).includes(String(index + 1)));
            assert.deepEqual(numbered, sheets.map((_, index) => index > 0), `${format}: page numbers but on the cover`);
            // A book that is read from right to left opens the other way: its left pages have odd numbers.
            const left = sheets.filter((_, index) => index > 0 && index % 2 === (rightToLeft ? 0 : 1));
            assert.ok(left.every(({ text }) => squeeze(text).startsWith(squeeze(title))), `${format}: the title heads every left page`);
            assert.ok(sheets.at(-1).runs.length > 4, `${format}: the last page is not empty`);
            assert.ok(stages.length > 0);
            // A stage begins a page: "Stage 3 of 5" stands among the first words there.
            const begins = stages.map((kicker) => sheets.findIndex(({ text }) => squeeze(text).slice(0, 160).includes(squeeze(kicker))));
            assert.ok(begins.every((at) => at > 1), `${format}: every stage begins a page: ${begins}`);
            assert.equal(new Set(begins).size, stages.length, `${format}: each stage its own page: ${begins}`);
            const chapters = Object.keys(heads).filter((key) => key.startsWith('head')).map((key) => squeeze(heads[key]));
            assert.ok(
              sheets.some(({ text }) => chapters.some((chapter) => squeeze(text).startsWith(chapter))),
              `${format}: one of ${chapters} is a running head`,
            );
          }
        });
      });

      test(`${site.name}: ${page.path} has contents that lead somewhere, boxes and lines`, { timeout: TEST_TIMEOUT }, async () => {
        const { elements, ids } = parsePage(page.file);
        assertNone(
          elements.filter(({ tag, attrs }) => tag === 'a' && attrs.href?.startsWith('#') && !ids.has(decodeURIComponent(attrs.href.slice(1)))).map(({ attrs }) => attrs.href),
          'a reference leads nowhere',
        );
        await withTab(site, page, async (tab) => {
          await tab.emulateMedia({ media: 'print' });
          const numbers = await tab.locator('.contents .no').allInnerTexts();
          const chapters = numbers.map((text) => text.trim()).filter((text) => /^\d+$/.test(text)).map(Number);
          assert.ok(chapters.length >= 5, `chapters: ${chapters}`);
          assert.deepEqual(chapters, chapters.map((_, index) => chapters[0] + index), 'chapters count on');
          for (const item of ['.items input', '.notes .lines']) {
            assert.ok((await tab.locator(item).count()) > 0, item);
            assert.ok(await tab.locator(item).first().isVisible(), item);
          }
        });
      });
    }

    test(`${site.name}: a card fits one sheet`, { timeout: TEST_TIMEOUT }, async () => {
      const cards = ofType(site, 'card');
      const findings = [];
      const context = await browser.newContext();
      const tab = await context.newPage();
      for (const page of cards) {
        await open(tab, site, page);
        const title = await tab.locator('h1').innerText();
        for (const format of Object.keys(SHEETS)) {
          const sheets = await print(tab, format);
          if (sheets.length !== 1) findings.push(`${page.path}: ${sheets.length} sheets of ${format}`);
          if (!squeeze(sheets[0].text).includes(squeeze(title.replace(/^\d+\s*/, '')))) findings.push(`${page.path}: no title on ${format}`);
        }
      }
      await context.close();
      assertNone(findings, 'a card does not fit');
      if (isFlagship(site)) assert.ok(cards.length >= 5, 'cards');
    });

    for (const javaScriptEnabled of [true, false]) {
      test(`${site.name}: nothing to operate is printed, folds are open (${javaScriptEnabled ? 'with' : 'without'} scripts)`, { timeout: TEST_TIMEOUT }, async () => {
        const findings = [];
        const context = await browser.newContext({ javaScriptEnabled });
        const tab = await context.newPage();
        await tab.emulateMedia({ media: 'print' });
        for (const page of onePageOfEachType(site)) {
          await open(tab, site, page);
          for (const problem of await tab.evaluate(unwanted)) findings.push(`${page.path}: ${problem}`);
          if (!['stage', 'checklist'].includes(page.type)) continue;
          const text = squeeze((await print(tab, 'A4')).map((sheet) => sheet.text).join(''));
          for (const words of foldsOf(page)) if (!text.includes(words)) findings.push(`${page.path}: not printed: ${words}`);
        }
        await context.close();
        assertNone(findings, 'paper shows what it must not, or hides what it must show');
      });
    }
  }

  test('the print page prints the same from a file, at the root of a server, and below a path', { timeout: TEST_TIMEOUT }, async () => {
    const site = sites().find((each) => ofType(each, 'print').length > 0);
    const [page] = ofType(site, 'print');
    const counts = [];
    await inEveryPlace(site, async (address) => {
      const context = await browser.newContext();
      try {
        const tab = await context.newPage();
        await tab.goto(address(page.path));
        counts.push((await print(tab, 'A4')).length);
      } finally {
        await context.close();
      }
    });
    assert.ok(counts[0] > 5 && counts.every((count) => count === counts[0]), `sheets: ${counts}`);
  });
});

/** In the page: what is to be operated and yet would be printed. An audit's notes are lines to write on. */
function unwanted() {
  const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  const inMain = (element) => element.closest('.contents') && element.closest('main');
  return [...document.querySelectorAll('nav, button, dialog, header, [popover], a.skip, select, textarea:not(.answer-note *)')]
    .filter((element) => seen(element) && !inMain(element) && !(element.matches('header') && element.closest('main')))
    .map((element) => `${element.localName}.${element.className}`);
}

/** The first words inside of each fold of a page, without white space. */
function foldsOf(page) {
  const html = readFileSync(page.file, 'utf8');
  return [...html.matchAll(/<div class="detail">\s*(?:<[^>]+>\s*)*([^<]+)/g)].map(([, text]) =>
    squeeze(text.replaceAll('&#39;', '’').replaceAll('&quot;', '"').replaceAll('&amp;', '&')).slice(0, 12),
  ).filter((words) => !/[’"'&]/.test(words));
}
