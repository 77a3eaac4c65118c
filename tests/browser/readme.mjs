// The pictures of the README:
//
//     node readme.mjs ATLAS_SITE LEDGER_SITE
//
// of the flagship built in both themes; writes tests/browser/readme/*.png.

import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launch } from './support.mjs';

const [atlas, ledger] = process.argv.slice(2);
if (!atlas || !ledger) {
  console.error('usage: node readme.mjs ATLAS_SITE LEDGER_SITE');
  process.exit(2);
}
const out = path.join(path.dirname(fileURLToPath(import.meta.url)), 'readme');
const browser = await launch();

/** Takes one picture: a page, how it is seen, and what is done on it before. */
async function picture(name, site, page, { width, height, colorScheme = 'light' }, prepare = async () => {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });
  const tab = await context.newPage();
  await tab.goto(pathToFileURL(path.join(path.resolve(site), page)).href);
  await prepare(tab);
  await tab.screenshot({ path: path.join(out, `${name}.png`) });
  console.log(path.join(out, `${name}.png`));
  await context.close();
}

const desk = { width: 1280, height: 800 };
await picture('home', atlas, 'index.html', desk);
await picture('stage-phone', atlas, 'stages/research.html', { width: 390, height: 800, colorScheme: 'dark' });
await picture('checklist', atlas, 'checklist.html', desk, async (tab) => {
  const boxes = tab.locator('main input[data-item]');
  for (const at of [0, 1, 3, 4]) await boxes.nth(at).check();
});
await picture('touchpoints', atlas, 'touchpoints.html', desk, async (tab) => {
  const ways = tab.locator('select[name="from"] option');
  await tab.locator('select[name="from"]').selectOption(await ways.nth(1).getAttribute('value'));
  await tab.locator('select[name="to"]').selectOption(await ways.last().getAttribute('value'));
});
await picture('ledger', ledger, 'index.html', desk);
await browser.close();
