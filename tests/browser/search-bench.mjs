// Milliseconds that the search takes in Chromium, as JSON: from the key to the open dialog, to the index of one playbook and of
// all, and from each further letter to its results on the screen.
//   node search-bench.mjs SITE [QUERY…]      the site is a built folder of several playbooks
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch } from './support.mjs';

const [site, ...queries] = process.argv.slice(2);
const browser = await launch();
try {
  const tab = await browser.newPage();
  await tab.goto(pathToFileURL(path.join(path.resolve(site), 'index.html')).href, { waitUntil: 'load' });
  const told = await tab.evaluate(async (queries) => {
    const frame = () => new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)); });
    const until = async (test) => { while (!test()) await frame(); };
    const begun = performance.now();
    let longest = 0;
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) longest = Math.max(longest, entry.duration); }).observe({ entryTypes: ['longtask'] });
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true }));
    await until(() => document.querySelector('dialog.search[open]'));
    const open = performance.now() - begun;
    const progress = document.querySelector('.search-progress');
    await until(() => !progress.hidden);
    await until(() => progress.hidden);
    const ready = performance.now() - begun;
    const input = document.querySelector('#wb-search-input');
    const keys = [];
    for (const query of queries) {
      for (let length = 1; length <= query.length; length += 1) {
        const from = performance.now();
        input.value = query.slice(0, length);
        input.dispatchEvent(new InputEvent('input', { bubbles: true }));
        const searched = performance.now() - from;
        await frame();
        keys.push([input.value, Math.round(searched), Math.round(performance.now() - from), document.querySelector('.search-count').textContent]);
      }
    }
    return { open: Math.round(open), ready: Math.round(ready), longest, slowest: Math.max(...keys.map((key) => key[2])), keys };
  }, queries.length > 0 ? queries : ['seeding', 'texture comparison', 'quesiton before campain', 'zzz']);
  console.log(JSON.stringify(told));
} finally {
  await browser.close();
}
