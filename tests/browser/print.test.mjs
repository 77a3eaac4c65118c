// Paper: the print page is a bound guide with a cover, numbered contents, running heads and page numbers; a stage's card
// fits one sheet; every page leaves its navigation behind and opens its folds. A4 and Letter, without a script as with.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { readPdf, squeeze } from './pdf.mjs';
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
          const heads = await tab.locator('html').evaluate((root) => ({ ...root.dataset }));
          for (const [format, [width, height]] of Object.entries(SHEETS)) {
            const sheets = await print(tab, format);
            assert.deepEqual([Math.round(sheets[0].width), Math.round(sheets[0].height)], [width, height], 'no size is forced');
            const cover = squeeze(sheets[0].text);
            assert.ok(cover.includes(squeeze(title)), `${format}: the title is on the cover`);
            assert.ok(!sheets[0].runs.includes('1'), `${format}: the cover has no page number`);
            const numbered = sheets.slice(1).filter(({ runs }, index) => runs.slice(0, 4).includes(String(index + 2)));
            assert.equal(numbered.length, sheets.length - 1, `${format}: page numbers`);
            const even = sheets.filter((_, index) => index % 2 === 1);
            assert.ok(even.every(({ text }) => squeeze(text).startsWith(squeeze(title))), `${format}: the title heads every left page`);
            assert.ok(sheets.at(-1).runs.length > 4, `${format}: the last page is not empty`);
            assert.ok(stages.length > 0);
            // A stage begins a page: "Stage 3 of 5" stands among the first words there.
            const begins = stages.map((kicker) => sheets.findIndex(({ text }) => squeeze(text).slice(0, 160).includes(squeeze(kicker))));
            assert.ok(begins.every((at) => at > 1), `${format}: every stage begins a page: ${begins}`);
            assert.equal(new Set(begins).size, stages.length, `${format}: each stage its own page: ${begins}`);
            const running = sheets.filter(({ text }) => squeeze(text).startsWith(squeeze(heads.headAudit ?? heads.headGlossary ?? heads.headMistakes ?? title)));
            assert.ok(running.length > 0, `${format}: chapters in the running heads`);
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
    for (const prefix of [undefined, '/', '/clients/one/']) {
      const server = prefix && (await host(site, prefix));
      const context = await browser.newContext();
      try {
        const tab = await context.newPage();
        await tab.goto(server ? `${server.base}${page.path}` : pathToFileURL(page.file).href);
        counts.push((await print(tab, 'A4')).length);
      } finally {
        await context.close();
        server?.close();
      }
    }
    assert.ok(counts[0] > 5 && counts.every((count) => count === counts[0]), `sheets: ${counts}`);
  });
});

/** In the page: what is to be operated and yet would be printed. */
function unwanted() {
  const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  const inMain = (element) => element.closest('.contents') && element.closest('main');
  return [...document.querySelectorAll('nav, button, dialog, header, [popover], a.skip, select, textarea')]
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

/** A site over http below `prefix` (`/` or `/a/b/`); `base` is its address. */
async function host(site, prefix) {
  const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.svg': 'image/svg+xml' };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const file = path.join(site.dir, decodeURIComponent(pathname).slice(prefix.length));
    if (!pathname.startsWith(prefix) || !existsSync(file)) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': types[path.extname(file)] ?? 'application/octet-stream' }).end(readFileSync(file));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { base: `http://127.0.0.1:${server.address().port}${prefix}`, close: () => server.close() };
}
