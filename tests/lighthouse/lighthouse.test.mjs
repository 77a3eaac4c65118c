// Lighthouse with its mobile preset, as a phone on a slow line sees the flagship: home, a stage, the checklist. What does
// not hang on the machine is held to the full mark; the speed is printed.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import * as launcher from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { POLICY, fileAt, host } from '../browser/places.mjs';
import { LAUNCH_FLAGS, TEST_TIMEOUT, chromiumPath, isFlagship, readablePagesOf, sites } from '../browser/support.mjs';

/** Most bytes of the home page with all that belongs to it, as they were sent, and of a page's scripts without their headers. */
const HOME = 50_000;
const SCRIPTS = 25_000;

describe('lighthouse', () => {
  let chrome;
  before(async () => {
    chrome = await launcher.launch({ chromePath: chromiumPath(), chromeFlags: ['--headless', ...LAUNCH_FLAGS] });
  });
  after(() => chrome?.kill());

  const flagships = sites().filter(isFlagship);
  test('there is a flagship to look at', () => assert.ok(flagships.length > 0));

  for (const site of flagships) {
    for (const type of ['home', 'stage', 'checklist']) {
      const page = readablePagesOf(site).find((each) => each.type === type);
      test(`${site.name}: ${page.path}`, { timeout: TEST_TIMEOUT }, async (t) => {
        // Lighthouse reads robots.txt by way of the page, which must be allowed to ask for it.
        const server = await host(site, '/', { compress: true, policy: `${POLICY}; connect-src 'self'` });
        try {
          const { lhr } = await lighthouse(`${server.base}${page.path}`, { port: chrome.port, output: 'json', logLevel: 'error' });
          const marks = Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(score * 100)]));
          const requests = lhr.audits['network-requests'].details.items;
          const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
          const all = sum(requests.map(({ transferSize }) => transferSize));
          const files = requests.filter(({ resourceType }) => resourceType === 'Script').map(({ url }) => fileAt(site, '/', new URL(url).pathname));
          const scripts = sum(files.map((file) => gzipSync(readFileSync(file)).length));
          t.diagnostic(`${JSON.stringify(marks)}, ${all} bytes, ${scripts} of them scripts`);
          assert.deepEqual({ ...marks, performance: 100 }, { performance: 100, accessibility: 100, 'best-practices': 100, seo: 100 }, missed(lhr));
          // What settles while a page arrives in pieces, on a busy machine, rounds to nothing.
          const shift = lhr.audits['cumulative-layout-shift'].numericValue;
          assert.ok(shift < 0.005, `${shift}: something moved while the page came`);
          assert.ok(scripts < SCRIPTS, `${scripts} bytes of scripts`);
          if (type === 'home') assert.ok(all < HOME, `${all} bytes: ${requests.map(({ url, transferSize }) => `\n${transferSize} ${url}`)}`);
        } finally {
          server.close();
        }
      });
    }
  }
});

/** What cost marks, a line each. */
function missed(lhr) {
  const audits = Object.values(lhr.categories).flatMap(({ id, auditRefs }) => auditRefs.filter(({ weight }) => weight > 0).map((ref) => ({ category: id, ...lhr.audits[ref.id] })));
  return audits.filter(({ score }) => score !== null && score < 1).map(({ category, id, displayValue }) => `${category}: ${id} ${displayValue ?? ''}`).join('\n');
}
