// axe-core on one page of each type of every site: on a phone and on a desk, in light and in dark. No violation is
// allowed, of WCAG 2.x A and AA or of axe's best practices.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { DESK, PHONE, TEST_TIMEOUT, assertNone, dependency, eachInTwoTabs, launch, onePageOfEachType, open, sites, unfold } from './support.mjs';

/** Nothing is loaded again for axe: the only rules that need it are about films, sounds and turned screens. */
const OPTIONS = { resultTypes: ['violations'], preload: false };
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
const axe = readFileSync(dependency('axe-core', 'axe.min.js'), 'utf8');

describe('axe', () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  for (const site of sites()) {
    for (const viewport of [PHONE, DESK]) {
      test(`${site.name} at ${viewport.width} px`, { timeout: TEST_TIMEOUT }, async (t) => {
        const pages = onePageOfEachType(site);
        assert.ok(pages.length > 0, 'no page has a known data-page');
        // Nothing is judged in the middle of a transition.
        const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
        const findings = [];
        await eachInTwoTabs(context, pages, async (tab, page) => {
          await tab.emulateMedia({ colorScheme: 'light' });
          await open(tab, site, page);
          await unfold(tab);
          await tab.evaluate(axe);
          for (const colorScheme of ['light', 'dark']) {
            await tab.emulateMedia({ colorScheme });
            const { violations } = await tab.evaluate(([values, options]) => globalThis.axe.run(document, { runOnly: { type: 'tag', values }, ...options }), [TAGS, OPTIONS]);
            for (const violation of violations) {
              const where = violation.nodes.slice(0, 3).map((node) => `${node.target.join(' ')} — ${oneLine(node.failureSummary)}`);
              findings.push(`${page.path} (${page.type}, ${colorScheme}): ${violation.id}, ${violation.nodes.length} × ${violation.help}\n      ${where.join('\n      ')}`);
            }
          }
        });
        await context.close();
        t.diagnostic(`${pages.length} pages: ${pages.map((page) => page.type).join(' ')}`);
        assertNone(findings, 'axe violation');
      });
    }
  }
});

const oneLine = (text) => (text ?? '').replace(/\s+/g, ' ').trim();
