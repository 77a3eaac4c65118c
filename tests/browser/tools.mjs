// What the tests of the audit and of the mistakes share: tabs that note what goes wrong, pages in every place they are read
// from, and axe on a page that is in use.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { dependency, isFlagship, pagesOf, sites } from './support.mjs';
import { DEADLINE } from './serving.mjs';

const assets = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../themes/common/assets');
const axe = readFileSync(dependency('axe-core', 'axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/** Runs scripts of a page that need nothing of it, and gives what they offer. */
export function withoutPage(...names) {
  for (const name of names) (0, eval)(readFileSync(path.join(assets, name), 'utf8'));
  return globalThis.waybook;
}

/** The flagship in each theme, with the paths of its English and its Chinese page of a type. */
export function flagshipPages(type) {
  return sites().filter(isFlagship).map((site) => {
    const paths = pagesOf(site).filter((page) => page.type === type).map((page) => page.path);
    assert.ok(paths.length > 0, `${site.name} has no page of the type ${type}`);
    return { site, paths, path: paths[0] };
  });
}

/** A tab whose `problems` fill with what goes wrong: errors, breaches of the policy, requests to anywhere else. */
export async function tabAt(context, address) {
  const tab = await context.newPage();
  tab.setDefaultTimeout(DEADLINE);
  tab.problems = [];
  tab.on('console', (message) => {
    if (message.type() === 'error') tab.problems.push(`${tab.url()}: ${message.text()}`);
  });
  tab.on('pageerror', (error) => tab.problems.push(`${tab.url()}: uncaught ${error.message}`));
  tab.on('request', (request) => {
    if (new URL(request.url()).host !== new URL(address).host) tab.problems.push(`asks ${request.url()}`);
  });
  await tab.goto(address, { waitUntil: 'load' });
  return tab;
}

/** The text of a message on the page at hand. */
export const text = (tab, id, values = {}) => tab.evaluate(([name, given]) => window.waybook.t(name, given), [id, values]);

/** How far things in the main part moved while the page came, without the reader doing anything. */
export const shift = (tab) =>
  tab.evaluate(
    () =>
      new Promise((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if (!entry.hadRecentInput && entry.sources.some(({ node }) => document.querySelector('main').contains(node))) sum += entry.value;
        }).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => setTimeout(() => resolve(sum), 100));
      }),
  );

/** What axe has against the page as it stands. */
export async function axeFindings(tab) {
  await tab.evaluate(axe);
  const { violations } = await tab.evaluate((tags) => window.axe.run(document, { runOnly: { type: 'tag', values: tags } }), TAGS);
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => `${id} (${help}): ${target.join(' ')}: ${failureSummary}`));
}
