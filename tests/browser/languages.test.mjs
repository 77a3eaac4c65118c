// Pages in several languages: the switch leads to the same page in the other one, from files and over http; ticks go along;
// Chinese is set as Chinese; and where a language runs from right to left, the page does.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { host } from './places.mjs';
import { DESK, PHONE, TEST_TIMEOUT, assertNone, isFlagship, launch, parsePage, readablePagesOf, sites } from './support.mjs';

const all = sites();
const flagships = all.filter(isFlagship);
const rightToLeft = all.filter((site) => parsePage(path.join(site.dir, 'index.html')).elements.some(({ tag, attrs }) => tag === 'html' && attrs.dir === 'rtl'));

/** The links of a page's language switch, each once: a theme may repeat the switch in its menu. */
const switchOf = (page) => {
  const { elements } = parsePage(page.file);
  const links = elements.filter(({ tag, attrs }) => tag === 'a' && attrs.hreflang).map(({ attrs }) => attrs);
  return [...new Map(links.map((link) => [link.href, link])).values()];
};

/** The link to a language that the reader sees, after opening the menu where the theme keeps it there. */
async function linkTo(tab, lang) {
  const seen = tab.locator(`.editions a[hreflang="${lang}"]`).filter({ visible: true });
  if ((await seen.count()) === 0) await tab.locator('[popovertarget]').filter({ visible: true }).first().click();
  return seen.first();
}

describe('editions', () => {
  test('the sites that are told apart are there', () => {
    assert.ok(flagships.length > 0, 'no flagship');
    assert.ok(rightToLeft.length > 0, 'no site from right to left');
  });

  for (const site of flagships) {
    test(`${site.name}: every page leads to the same page in the other language`, () => {
      const findings = [];
      const pages = readablePagesOf(site).filter((page) => !['404', 'print', 'card'].includes(page.type));
      const byFile = new Map(pages.map((page) => [page.file, page]));
      assert.deepEqual([...new Set(pages.map((page) => page.lang))].sort(), ['en', 'zh-Hans']);
      for (const page of pages) {
        const links = switchOf(page);
        if (links.length !== 1) {
          findings.push(`${page.path}: ${links.length} links`);
          continue;
        }
        const [{ href, lang, hreflang, dir }] = links;
        const other = byFile.get(path.join(path.dirname(page.file), decodeURIComponent(href)));
        if (!other) findings.push(`${page.path}: ${href} is no page`);
        else if (other.type !== page.type || other.lang === page.lang) findings.push(`${page.path} → ${other.path}`);
        else if (lang !== other.lang || hreflang !== other.lang || dir !== 'ltr') findings.push(`${page.path}: ${lang} ${hreflang} ${dir}`);
        else if (path.basename(other.path) !== path.basename(page.path)) findings.push(`${page.path} → ${other.path}`);
      }
      assertNone(findings, 'page without its counterpart');
    });
  }

  for (const site of flagships) {
    describe(`${site.name} in a browser`, () => {
      let browser;
      before(async () => {
        browser = await launch();
      });
      after(() => browser?.close());

      /** The site from its files, over http at the root, and under a path. */
      async function everyWay(work) {
        await work(pathToFileURL(`${site.dir}/`).href);
        for (const prefix of ['/', '/docs/playbook/']) {
          const server = await host(site, prefix);
          try {
            await work(server.base);
          } finally {
            server.close();
          }
        }
      }

      test('there and back by the switch, on a phone and on a desk', { timeout: TEST_TIMEOUT }, async () => {
        for (const viewport of [PHONE, DESK]) {
          const tab = await browser.newPage({ viewport });
          await everyWay(async (base) => {
            await tab.goto(`${base}stages/research.html`);
            const there = await linkTo(tab, 'zh-Hans');
            const box = await there.boundingBox();
            assert.ok(box && box.width >= 24 && box.height >= 24, `${base}: ${JSON.stringify(box)}`);
            await there.focus();
            await tab.keyboard.press('Enter');
            await tab.waitForURL('**/zh-hans/stages/research.html');
            assert.equal(await tab.evaluate(() => document.documentElement.lang), 'zh-Hans');
            await (await linkTo(tab, 'en')).click();
            await tab.waitForURL((url) => !url.pathname.includes('zh-hans'));
            assert.equal(await tab.evaluate(() => document.documentElement.lang), 'en');
          });
          await tab.close();
        }
      });

      test('what is ticked in one language is ticked in the other', { timeout: TEST_TIMEOUT }, async () => {
        const context = await browser.newContext({ viewport: DESK });
        const tab = await context.newPage();
        await everyWay(async (base) => {
          await tab.goto(`${base}checklist.html`);
          const box = tab.locator('[data-item="reply-1d"]').first();
          await box.setChecked(true);
          await (await linkTo(tab, 'zh-Hans')).click();
          await tab.waitForURL('**/zh-hans/checklist.html');
          await tab.locator('[data-item="reply-1d"]:checked').first().waitFor({ state: 'attached' });
          assert.equal(await tab.locator('[data-item="seed-20"]').first().isChecked(), false);
        });
        await context.close();
      });

      test('Chinese has no slanted characters, no spaced letters and its own quotation marks', { timeout: TEST_TIMEOUT }, async () => {
        const tab = await browser.newPage({ viewport: DESK });
        const findings = [];
        for (const name of ['index', 'stages/discovery', 'glossary', 'mistakes', 'pillars/season-change-diary']) {
          await tab.goto(pathToFileURL(path.join(site.dir, 'zh-hans', `${name}.html`)).href);
          findings.push(
            ...(await tab.evaluate((page) => {
              const slanted = [...document.querySelectorAll('body *')].filter((element) => {
                const own = [...element.childNodes].some((node) => node.nodeType === 3 && /[\u4e00-\u9fff]/.test(node.data));
                return own && element.closest('[lang]').lang.startsWith('zh') && getComputedStyle(element).fontStyle !== 'normal';
              });
              return slanted.map((element) => `${page}: ${element.tagName} ${element.textContent.slice(0, 20)}`);
            }, name)),
          );
          const text = await tab.evaluate(() => {
            const style = getComputedStyle(document.querySelector('main p'));
            return { family: style.fontFamily, breaks: style.lineBreak, title: getComputedStyle(document.querySelector('h1')).letterSpacing };
          });
          assert.match(text.family, /Chinese punctuation/);
          assert.equal(text.breaks, 'strict');
          assert.ok(['normal', '0px'].includes(text.title), `${name}: ${text.title}`);
        }
        assertNone(findings, 'slanted Chinese');
        await tab.close();
      });
    });
  }
});

describe('right to left', () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  for (const site of rightToLeft) {
    for (const viewport of [PHONE, DESK]) {
      test(`${site.name} at ${viewport.width} px runs from right to left and fits`, { timeout: TEST_TIMEOUT }, async () => {
        const tab = await browser.newPage({ viewport, reducedMotion: 'reduce' });
        const findings = [];
        for (const page of readablePagesOf(site).filter((page) => page.type !== '404')) {
          await tab.goto(page.url);
          const seen = await tab.evaluate(() => {
            const heading = document.querySelector('h1');
            const { direction, textAlign } = getComputedStyle(heading);
            return { direction, textAlign, wide: document.documentElement.scrollWidth - document.documentElement.clientWidth };
          });
          if (seen.direction !== 'rtl' || !['start', 'right', 'center'].includes(seen.textAlign)) findings.push(`${page.path}: ${JSON.stringify(seen)}`);
          if (seen.wide > 0) findings.push(`${page.path}: ${seen.wide} px too wide`);
        }
        assertNone(findings, 'page that is not right to left');
        await tab.close();
      });
    }

    test(`${site.name}: stages, columns and maps begin on the right`, { timeout: TEST_TIMEOUT }, async () => {
      const tab = await browser.newPage({ viewport: DESK, reducedMotion: 'reduce' });
      const left = (selector) => tab.locator(selector).first().evaluate((element) => element.getBoundingClientRect().left);
      const at = (file) => tab.goto(pathToFileURL(path.join(site.dir, file)).href);

      await at('index.html');
      // The second stage comes after the first, which is to its left here.
      const nodes = await tab.locator('svg.loop .node').evaluateAll((all) => all.map((node) => node.getBoundingClientRect().left));
      assert.ok(nodes[1] < nodes[0] && nodes[4] > nodes[0], `loop: ${nodes}`);

      await at('touchpoints.html');
      const columns = await tab.locator('svg.tmap .column text').evaluateAll((all) => all.map((text) => text.getBoundingClientRect().left));
      if (columns.length > 1) assert.ok(columns[0] > columns.at(-1), `touchpoint map: ${columns}`);
      assert.ok((await left('table th:first-child')) > (await left('table th:last-child')), 'table');

      await at('stages/discovery.html');
      const checklist = await tab.locator('[data-item]').first().evaluate((box) => {
        const label = document.querySelector(`label[for="${box.id}"]`);
        return { box: box.getBoundingClientRect().left, label: label.getBoundingClientRect().left };
      });
      assert.ok(checklist.box > checklist.label, JSON.stringify(checklist));
      await tab.close();
    });

    test(`${site.name}: what is still in English stands apart`, () => {
      const file = path.join(site.dir, 'touchpoints.html');
      assert.ok(existsSync(file));
      const texts = parsePage(file).elements.map(({ text }) => text.trim()).filter((text) => /^\p{Script=Latin}[^\u2068]*[.!?]$/u.test(text));
      assert.deepEqual(texts, []);
    });
  }
});
