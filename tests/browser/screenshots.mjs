// Screenshots of one page of each type in each language, whole pages, on a phone and on a desk, in light and in dark:
//
//     node screenshots.mjs SITE_DIR OUT_DIR [TYPE…]
//
// writes OUT_DIR/<type>-<width>-<scheme>.png, pages in a second language with that before the type.

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DESK, PHONE, launch, onePageOfEachType, open } from './support.mjs';

const [siteDir, outDir, ...types] = process.argv.slice(2);
if (!siteDir || !outDir) {
  console.error('usage: node screenshots.mjs SITE_DIR OUT_DIR [TYPE…]');
  process.exit(2);
}
const site = { name: path.basename(siteDir), dir: path.resolve(siteDir) };
const pages = onePageOfEachType(site).filter((page) => types.length === 0 || types.includes(page.type));
mkdirSync(outDir, { recursive: true });
const browser = await launch();
for (const viewport of [PHONE, DESK]) {
  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
    const tab = await context.newPage();
    for (const page of pages) {
      await open(tab, site, page);
      const language = page.lang === pages[0].lang ? '' : `${page.lang}-`;
      const file = path.join(outDir, `${language}${page.type}-${viewport.width}-${colorScheme}.png`);
      await tab.screenshot({ path: file, fullPage: true });
      console.log(`${file}  ${page.path}`);
    }
    await context.close();
  }
}
await browser.close();
if (pages.length === 0) {
  console.error(`${siteDir}: no page has a known data-page`);
  process.exit(1);
}
