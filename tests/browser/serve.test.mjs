// The preview as a writer sees it: a browser beside the editor. Each test has a workspace and a server of its own.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { DESK, PHONE, TEST_TIMEOUT, assertNone, dependency, launch } from './support.mjs';
import { openTab, serve, settle, until } from './serving.mjs';

const DISCOVERY = 'content/demo/stages/1-discovery.md';
const EMPTY_JARS = 'content/demo/pillars/empty-jars.md';
const TRUSTED = 'markdown: {raw_html: allow}\n';

/** A page that is long, with a fold, a field, a text area and a choice. */
const LONG = (top = '', fold = '') => `---
title: A long page
---

${top}

## First {#first}

${'Words that fill the page and say nothing at all. '.repeat(60)}

${fold}<details><summary>Why this holds</summary>

Because it does.

</details>

<input id="note" type="text"> <textarea id="letter"></textarea>
<select id="choice"><option>one</option><option>two</option></select>

- [ ] **Must:** A box to tick <!-- #tick-me tags=search -->

## Second {#second}

A paragraph [with a link](../playbook.md) to hold on to.

${Array.from({ length: 40 }, (_, n) => `Paragraph ${n} of the second part. ${'More words. '.repeat(20)}`).join('\n\n')}
`;

/** Hides a tab or shows it: without a screen every tab counts as seen; with one, those behind another do not. */
const see = (tab, seen) =>
  tab.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, !seen);

describe('serve', () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  const context = async (t, options = {}) => {
    const made = await browser.newContext({ viewport: DESK, ...options });
    t.after(() => made.close());
    return made;
  };
  const it = (name, body) => test(name, { timeout: TEST_TIMEOUT }, body);

  // ------------------------------------------------------------------ patching

  it('shows a saved text without losing place, focus, typed text, folds or ticks', async (t) => {
    const page = 'content/demo/pages/long.md';
    const preview = await serve(t, { files: { 'waybook.yaml': TRUSTED, [page]: LONG() } });
    const tab = await openTab(await context(t), `${preview.url}pages/long.html`);
    await tab.locator('summary', { hasText: 'Why this holds' }).click();
    await tab.locator('#tick-me').check();
    await tab.locator('#letter').fill('a letter');
    await tab.locator('#choice').selectOption('two');
    await tab.locator('#note').fill('typed by hand');
    await tab.locator('#note').evaluate((input) => input.setSelectionRange(2, 5));
    const second = tab.locator('#second');
    await second.evaluate((heading) => window.scrollTo({ top: heading.getBoundingClientRect().top + scrollY - 300, behavior: 'instant' }));

    const state = () =>
      tab.evaluate(() => ({
        place: Math.round(document.querySelector('#second').getBoundingClientRect().top),
        focus: document.activeElement.id,
        selection: [document.querySelector('#note').selectionStart, document.querySelector('#note').selectionEnd],
        typed: document.querySelector('#note').value,
        letter: document.querySelector('#letter').value,
        choice: document.querySelector('#choice').value,
        ticked: document.querySelector('#tick-me').checked,
        open: [...document.querySelectorAll('details')].find((fold) => fold.textContent.includes('Because it does'))?.open,
        scrolled: scrollY > 100,
      }));
    const before = await state();
    assert.deepEqual({ ...before, place: 0 }, {
      place: 0, focus: 'note', selection: [2, 5], typed: 'typed by hand', letter: 'a letter', choice: 'two', ticked: true, open: true, scrolled: true,
    });

    // More than once: what is kept must not pass for what was served. The text grows above the place that is read.
    const more = `${'A new paragraph at the top. '.repeat(30)}\n\n`;
    for (const [save, text] of [
      ['one', LONG(`${more}Save one.`)],
      ['two', LONG(`${more}Save two.\n\n${more}`, '<details><summary>A new fold</summary>\n\nNew.\n\n</details>\n\n')],
      ['three', LONG('Save three.')],
    ]) {
      preview.write(page, text);
      await tab.has(`Save ${save}.`);
      const now = await state();
      assert.ok(Math.abs(now.place - before.place) <= 1, `save ${save}: the text that was read moved from ${before.place} to ${now.place}`);
      assert.deepEqual({ ...now, place: 0 }, { ...before, place: 0 }, `save ${save}`);
      assert.ok(!(await tab.evaluate(() => [...document.querySelectorAll('details')].some((fold) => fold.textContent.includes('New.') && fold.open))), 'a new fold is as it was written');
    }
    assert.equal(tab.loads(), 1, 'the page was loaded anew');
    assertNone(tab.problems, 'problem');
  });

  it('patches what has the focus, and keeps it on a link', async (t) => {
    const page = 'content/demo/pages/long.md';
    const preview = await serve(t, { files: { 'waybook.yaml': TRUSTED, [page]: LONG() } });
    const tab = await openTab(await context(t), `${preview.url}pages/long.html`);
    // A click on a text puts the focus on the main part.
    await tab.getByText('Words that fill the page').first().click();
    preview.write(page, LONG('Save one.'));
    await tab.has('Save one.');
    await tab.getByRole('link', { name: 'with a link' }).focus();
    preview.write(page, LONG('Save two.').replace('A paragraph [with', '[Another](../playbook.md) before.\n\nA paragraph [with'));
    await tab.has('Save two.');
    assert.equal(await tab.evaluate(() => document.activeElement.textContent), 'with a link');
  });

  it('takes a box that the author ticks, where the reader did nothing', async (t) => {
    const preview = await serve(t);
    const tab = await openTab(await context(t), `${preview.url}stages/discovery.html`);
    assert.equal(await tab.locator('#samples-5').isChecked(), false);
    await tab.locator('#saves-log').check();
    preview.edit(DISCOVERY, '- [ ] Five creators have', '- [x] Six creators have');
    await tab.has('Six creators have');
    assert.equal(await tab.locator('#samples-5').isChecked(), true);
    assert.equal(await tab.locator('#saves-log').isChecked(), true);
  });

  it('shows the last text of 200 quick saves', async (t) => {
    const preview = await serve(t);
    const tab = await openTab(await context(t), `${preview.url}pillars/empty-jars.html`);
    for (let save = 1; save <= 200; save += 1) {
      preview.write(EMPTY_JARS, preview.read(EMPTY_JARS).replace(/What is left.*/, `What is left after save ${save}.`));
      if (save % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await tab.has('What is left after save 200.');
    assert.equal(tab.loads(), 1);
    assertNone(tab.problems, 'problem');
  });

  it('keeps several tabs up to date, more than a browser has connections', async (t) => {
    const preview = await serve(t);
    const shared = await context(t);
    const tabs = [];
    for (let index = 0; index < 9; index += 1) {
      const tab = await openTab(shared, `${preview.url}pillars/${index % 2 ? 'empty-jars' : 'first-order'}.html`);
      await see(tab, false);
      tabs.push(tab);
    }
    preview.edit(EMPTY_JARS, 'What is left of a winter.', 'Seen in every tab.');
    for (const tab of tabs.filter((_, index) => index % 2)) {
      await see(tab, true);
      await tab.has('Seen in every tab.');
      await see(tab, false);
    }
    // Those that are seen at the same time hear at the same time.
    await Promise.all(tabs.slice(0, 4).map((tab) => see(tab, true)));
    preview.edit(EMPTY_JARS, 'title: Empty jars', 'title: Full jars');
    await Promise.all(tabs.slice(0, 4).map((tab) => tab.has('Full jars')));
    for (const tab of tabs) assertNone(tab.problems, 'problem');
  });

  it('goes back and forward to pages that are up to date', async (t) => {
    const preview = await serve(t);
    const fresh = await launch({ ignoreDefaultArgs: ['--disable-back-forward-cache'] });
    t.after(() => fresh.close());
    const tab = await openTab(await fresh.newContext({ viewport: DESK }), `${preview.url}pillars/empty-jars.html`);
    await tab.evaluate(() => addEventListener('pageshow', (event) => (globalThis.restored = event.persisted)));
    await tab.goto(`${preview.url}stages/discovery.html`);
    await settle(tab);
    preview.edit(EMPTY_JARS, 'What is left of a winter.', 'Written while it was away.');
    await until(async () => (await (await fetch(`${preview.url}pillars/empty-jars.html`)).text()).includes('Written while'), 'the new text is served');
    await tab.goBack({ waitUntil: 'commit' });
    await tab.has('Written while it was away.');
    assert.equal(await tab.evaluate(() => globalThis.restored), true, 'it came from the cache of pages');
    preview.edit(EMPTY_JARS, 'Written while it was away.', 'Written after it came back.');
    await tab.has('Written after it came back.');
    await tab.evaluate(() => history.forward());
    await tab.locator('body[data-page=stage]').waitFor();
    preview.edit(DISCOVERY, 'Be where the evening is spent.', 'Forward and still listening.');
    await tab.has('Forward and still listening.');
    assertNone(tab.problems, 'problem');
  });

  // ------------------------------------------------------------------ overlay and badge

  const parts = (tab) => ({
    overlay: tab.locator('waybook-preview .overlay'),
    badge: tab.locator('waybook-preview .badge'),
    panel: tab.locator('waybook-preview .panel'),
    status: tab.locator('waybook-preview .status'),
  });

  it('lays an error over the last good page, and takes it away when it is mended', async (t) => {
    const preview = await serve(t);
    const tab = await openTab(await context(t), `${preview.url}stages/discovery.html`);
    const { overlay, badge } = parts(tab);
    assert.equal(await overlay.isVisible(), false);
    const good = preview.read(DISCOVERY);
    preview.write(DISCOVERY, good.replace('title: Being found', 'title: [Being found'));
    await overlay.waitFor({ state: 'visible' });
    const text = await overlay.innerText();
    assert.match(text, /1-discovery\.md:\d+:\d+/, 'file and line');
    assert.match(text, /title: \[Being found/, 'the line itself');
    assert.match(text, /as it was before/);
    assert.equal(await tab.locator('main h1').innerText().then((title) => title.includes('Being found')), true, 'the last good page stays');
    await tab.getByText('Be where the evening is spent.').first().waitFor({ state: 'visible' });
    const link = overlay.locator('a').first();
    assert.match(await link.getAttribute('href'), new RegExp(`^vscode://file${preview.root}/${DISCOVERY}:\\d+:\\d+$`));
    preview.write(DISCOVERY, good);
    await overlay.waitFor({ state: 'hidden' });
    await until(async () => (await badge.textContent()) === 'No findings', 'the badge says that all is well');
    assertNone(tab.problems, 'problem');
  });

  it('lets the overlay be used by keyboard', async (t) => {
    const preview = await serve(t);
    const tab = await openTab(await context(t, { permissions: ['clipboard-read', 'clipboard-write'] }), `${preview.url}stages/discovery.html`);
    const { overlay, badge, panel } = parts(tab);
    const focused = () =>
      tab.evaluate(() => {
        const inside = document.activeElement?.shadowRoot?.activeElement;
        return inside ? `${inside.localName}.${inside.className}` : document.activeElement?.localName;
      });
    await tab.locator('#winter-2').focus();
    const good = preview.read(DISCOVERY);
    preview.write(DISCOVERY, good.replace('[feed]', '[feedz]'));
    await overlay.waitFor({ state: 'visible' });
    assert.equal(await focused(), 'section.overlay', 'the focus goes to the overlay');
    const order = [];
    for (let step = 0; step < 4; step += 1) {
      await tab.keyboard.press('Tab');
      order.push(await focused());
    }
    assert.deepEqual(order, ['button.close', 'a.', 'button.quiet', 'pre.']);
    await tab.keyboard.press('Shift+Tab');
    await tab.keyboard.press('Enter');
    await overlay.getByText('Copied').waitFor();
    assert.match(await tab.evaluate(() => navigator.clipboard.readText()), new RegExp(`^${preview.at(DISCOVERY)}:\\d+:\\d+$`));
    await tab.keyboard.press('Escape');
    await overlay.waitFor({ state: 'hidden' });
    assert.equal(await tab.evaluate(() => document.activeElement.id), 'winter-2', 'the focus is where it was');

    // What was dismissed stays away while it is the same, wherever its line is, and on other pages too.
    preview.edit(DISCOVERY, 'title: Being found', '# a comment\ntitle: Being found at last');
    await tab.has('Being found at last');
    await tab.goto(`${preview.url}stages/research.html`);
    await settle(tab);
    assert.equal(await overlay.isVisible(), false);
    assert.match(await badge.innerText(), /1 error/);
    await badge.focus();
    await tab.keyboard.press('Enter');
    await panel.getByText('feedz').first().waitFor({ state: 'visible' });
    await tab.keyboard.press('Escape');
    await panel.waitFor({ state: 'hidden' });
    assert.equal(await focused(), 'button.badge error');

    // Once mended, the same error is news again; and it can be dismissed by mouse.
    preview.write(DISCOVERY, good);
    await until(async () => (await badge.textContent()) === 'No findings', 'mended');
    preview.write(DISCOVERY, good.replace('[feed]', '[feedz]'));
    await overlay.waitFor({ state: 'visible' });
    await overlay.getByRole('button', { name: /Dismiss/ }).click();
    await overlay.waitFor({ state: 'hidden' });
    // Another error is news.
    preview.edit(DISCOVERY, 'evidence: researched', 'evidence: nonsense');
    await overlay.getByText('nonsense').first().waitFor({ state: 'visible' });
  });

  it('leaves the focus with whoever is typing', async (t) => {
    const page = 'content/demo/pages/long.md';
    const preview = await serve(t, { files: { 'waybook.yaml': TRUSTED, [page]: LONG() } });
    const tab = await openTab(await context(t), `${preview.url}pages/long.html`);
    const { overlay } = parts(tab);
    await tab.locator('#note').focus();
    preview.write(page, LONG().replace('title: A long page', 'title: [A long page'));
    await overlay.waitFor({ state: 'visible' });
    await tab.keyboard.type('still here');
    assert.equal(await tab.locator('#note').inputValue(), 'still here');
    await tab.keyboard.press('Escape');
    await overlay.waitFor({ state: 'hidden' });
    assert.equal(await tab.evaluate(() => document.activeElement.id), 'note');
  });

  it('shows markup in values and names of files as text', async (t) => {
    const preview = await serve(t);
    const tab = await openTab(await context(t), `${preview.url}stages/discovery.html`);
    const { overlay } = parts(tab);
    const evil = '<img src=x onerror=alert(1)>';
    preview.edit(DISCOVERY, 'evidence: researched', `evidence: "${evil}"\n"${evil}": x`);
    preview.write(`content/demo/pillars/${evil.replaceAll('/', '')}.md`, `---\ntitle: [${evil}\n---\n`);
    await overlay.getByText('<img src=x onerror=alert(1)>').first().waitFor({ state: 'visible' });
    await overlay.getByText('pillars/<img').first().waitFor({ state: 'visible' });
    const inside = () => tab.evaluate(() => document.querySelector('waybook-preview').shadowRoot.querySelectorAll('img, script, iframe').length);
    assert.equal(await inside(), 0);
    await tab.goto(`${preview.url}__waybook/`);
    await tab.getByText('<img src=x onerror=alert(1)>').first().waitFor({ state: 'attached' });
    assert.equal(await tab.locator('img, iframe').count(), 0);
    assertNone(tab.problems, 'problem');
  });

  it('counts warnings in a badge that unfolds into a list', async (t) => {
    const preview = await serve(t);
    const tab = await openTab(await context(t), `${preview.url}stages/discovery.html`);
    const { overlay, badge, panel } = parts(tab);
    preview.edit(DISCOVERY, '## Key takeaway', 'A word of [[nothing-known]].\n\n## Key takeaway');
    preview.edit('content/demo/stages/2-research.md', 'customer_goal:', 'x_unknown_goal: 1\ncustomer_goal:');
    await until(async () => /error|warning/.test(await badge.textContent()), 'the badge counts');
    if (await overlay.isVisible()) await tab.keyboard.press('Escape');
    await badge.click();
    await panel.waitFor({ state: 'visible' });
    assert.equal(await badge.getAttribute('aria-expanded'), 'true');
    const text = await panel.innerText();
    assert.match(text, /On this page[\s\S]*nothing-known[\s\S]*Elsewhere in the playbook[\s\S]*x_unknown_goal[\s\S]*Written in[\s\S]*1-discovery\.md/);
    // What is unfolded stays unfolded when something else is found.
    await panel.locator('summary').first().click();
    preview.edit('content/demo/stages/2-research.md', 'x_unknown_goal: 1', 'x_unknown_goal: 1\ny_unknown_goal: 1');
    await panel.getByText('y_unknown_goal').first().waitFor({ state: 'attached' });
    if (await overlay.isVisible()) await tab.keyboard.press('Escape');
    if (!(await panel.isVisible())) await badge.click();
    assert.equal(await panel.locator('details').first().evaluate((fold) => fold.open), true);
  });

  // ------------------------------------------------------------------ theme

  it('swaps a style sheet without a reload and without a flash', async (t) => {
    const preview = await serve(t);
    const tab = await openTab(await context(t), `${preview.url}stages/discovery.html`);
    // A page without any style for a moment would show in one of these frames.
    await tab.evaluate(() => {
      globalThis.frames = [];
      const look = () => {
        globalThis.frames.push(`${getComputedStyle(document.querySelector('.frame')).display} ${getComputedStyle(document.querySelector('h1')).letterSpacing}`);
        requestAnimationFrame(look);
      };
      look();
    });
    const sheet = readFileSync(new URL('../../themes/atlas/assets/atlas.css', import.meta.url), 'utf8');
    const order = () => tab.locator('head link[rel=stylesheet]').evaluateAll((links) => links.map((link) => link.href.replace(/.*\/|\.[0-9a-f]{8}\.css/g, '')));
    const before = await order();
    for (const spacing of ['7px', '9px']) {
      preview.write('themes/atlas/assets/atlas.css', `${sheet}\nh1 { letter-spacing: ${spacing}; }\n`);
      await tab.waitForFunction((wanted) => getComputedStyle(document.querySelector('h1')).letterSpacing === wanted, spacing);
      assert.deepEqual(await order(), before, 'the sheets stand in the order in which they were written');
    }
    preview.remove('themes');
    await tab.waitForFunction(() => !['7px', '9px'].includes(getComputedStyle(document.querySelector('h1')).letterSpacing));
    const frames = await tab.evaluate(() => [...new Set(globalThis.frames)]);
    assert.ok(frames.length >= 3 && frames.every((frame) => frame.startsWith('grid ')), frames.join(', '));
    assert.equal(tab.loads(), 1, 'the page was loaded anew');
    assertNone(tab.problems, 'problem');
  });

  it('shows an edited template, the failure of a broken one over the last good page, and recovers', async (t) => {
    const preview = await serve(t);
    const tab = await openTab(await context(t), `${preview.url}stages/discovery.html`);
    const { overlay } = parts(tab);
    const template = readFileSync(new URL('../../themes/atlas/templates/layout.html', import.meta.url), 'utf8');
    const name = 'themes/atlas/templates/layout.html';
    preview.write(name, template.replace('<main ', '<p class="mine">Out of my template</p>\n<main '));
    await tab.has('Out of my template');
    // It does not parse.
    preview.write(name, template.replace('<main ', '{% if %}<main '));
    await overlay.getByText(/layout\.html/).first().waitFor({ state: 'visible' });
    assert.equal(await tab.getByText('Out of my template').isVisible(), true, 'the last good page stays');
    // It parses, but fails on every page.
    preview.write(name, template.replace('<main ', '{{ nothing.at.all.here() }}<main '));
    await overlay.getByText(/this page cannot be made/).first().waitFor({ state: 'visible' });
    assert.equal(await tab.locator('main h1').isVisible(), true);
    // Whoever comes only now is told why there is no page.
    const late = await openTab(tab.context());
    await late.goto(`${preview.url}stages/discovery.html`);
    await late.getByText('There is no page to show').waitFor();
    await late.getByText(/layout\.html/).first().waitFor();
    preview.write(name, template.replace('<main ', '<p class="mine">Mended</p>\n<main '));
    await tab.has('Mended');
    await late.has('Mended');
    await overlay.waitFor({ state: 'hidden' });
    assert.equal(await late.locator('head link[href*="dashboard"]').count(), 0, 'the style of the failure is gone');
    assert.equal(tab.loads(), 1);
  });

  it('follows waybook.yaml: title and theme', async (t) => {
    const preview = await serve(t, { workspace: 'examples/agency' });
    const tab = await openTab(await context(t), preview.url);
    preview.edit('waybook.yaml', 'title: Playbooks of the agency', 'title: Another title altogether');
    await tab.has('Another title altogether');
    assert.match(await tab.title(), /Another title altogether/);
    preview.edit('waybook.yaml', 'theme: atlas', 'theme: ledger');
    await tab.waitForFunction(() => {
      const links = [...document.querySelectorAll('head link[rel=stylesheet]')].map((link) => link.href);
      return links.some((href) => href.includes('ledger')) && !links.some((href) => href.includes('atlas'));
    });
    assert.equal(tab.loads(), 1);
    assertNone(tab.problems, 'problem');
  });

  it('shows the colours of a brand as they are edited', async (t) => {
    const preview = await serve(t, { workspace: 'examples/agency', options: ['--site', 'tarnwell'] });
    const tab = await openTab(await context(t), preview.url);
    const accent = () => tab.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--accent').trim());
    const before = await accent();
    preview.write('brands/tarnwell/brand.yaml', preview.read('brands/tarnwell/brand.yaml').replaceAll(before, '#123456'));
    await until(async () => (await accent()) === '#123456', 'the new colour');
    assert.equal(tab.loads(), 1);
  });

  // ------------------------------------------------------------------ connection

  it('says that it is disconnected, and comes back by itself when the server does', async (t) => {
    const preview = await serve(t);
    const tab = await openTab(await context(t), `${preview.url}pillars/empty-jars.html`);
    const { status } = parts(tab);
    assert.equal(await status.isVisible(), false);
    for (const [signal, text] of [['SIGKILL', 'Written while nobody served.'], ['SIGTERM', 'And once more.']]) {
      await preview.stop(signal);
      await status.getByText(/Disconnected/).waitFor({ state: 'visible' });
      preview.write(EMPTY_JARS, preview.read(EMPTY_JARS).replace(/\n[^\n]+\n$/, `\n${text}\n`));
      await preview.start();
      await tab.has(text);
      await until(async () => !(await status.isVisible()), 'it says that it is connected again');
    }
    preview.edit(EMPTY_JARS, 'And once more.', 'And it still listens.');
    await tab.has('And it still listens.');
    assert.equal(tab.loads(), 1);
  });

  // ------------------------------------------------------------------ pages that come and go

  it('shows a page that was added, follows one that was renamed, and says when it is gone', async (t) => {
    const preview = await serve(t);
    const shared = await context(t);
    const tab = await openTab(shared, `${preview.url}matrix.html`);
    preview.write('content/demo/pillars/late-light.md', preview.read(EMPTY_JARS).replaceAll('Empty jars', 'Late light'));
    await tab.getByRole('link', { name: 'Late light' }).first().waitFor({ state: 'attached' });
    await tab.goto(`${preview.url}pillars/late-light.html?x=1#here`);
    await settle(tab);
    const other = await openTab(shared, `${preview.url}matrix.html`);
    preview.rename('content/demo/pillars/late-light.md', 'content/demo/pillars/evening-light.md');
    await tab.waitForURL(`${preview.url}pillars/evening-light.html?x=1#here`);
    await other.locator('a[href*="evening-light"]').first().waitFor({ state: 'attached' });
    preview.edit('content/demo/pillars/evening-light.md', 'What is left of a winter.', 'What is left of a summer.');
    await tab.has('What is left of a summer.');
    // The sheets are found from the new address.
    assert.equal(await tab.evaluate(() => [...document.styleSheets].filter((sheet) => sheet.ownerNode.relList?.contains('stylesheet')).every((sheet) => sheet.cssRules.length > 0)), true);
    preview.remove('content/demo/pillars/evening-light.md');
    await tab.waitForFunction(() => document.body.dataset.page === '404');
    await tab.locator('main h1').waitFor({ state: 'visible' });
    assert.equal(await tab.evaluate(() => getComputedStyle(document.body).margin), '0px', 'it has its style at any address');
    assertNone(tab.problems.filter((problem) => !problem.includes('404 (Not Found)')), 'problem');
    preview.write('content/demo/pillars/evening-light.md', preview.read(EMPTY_JARS).replace('What is left of a winter.', 'Back again.'));
    await tab.has('Back again.');
    assert.equal(tab.loads(), 2, 'loaded anew only where it was told to go');
  });

  it('shows the page for missing pages of a site that has an address, without asking there', async (t) => {
    const preview = await serve(t, { workspace: 'examples/agency', options: ['--site', 'tarnwell'] });
    const tab = await openTab(await context(t));
    const asked = [];
    tab.on('request', (request) => asked.push(request.url()));
    await tab.goto(`${preview.url}nowhere/at/all`);
    await settle(tab);
    assert.equal(await tab.locator('body').getAttribute('data-page'), '404');
    assertNone(asked.filter((address) => !address.startsWith(preview.url)), 'request elsewhere');
    assertNone(tab.problems.filter((problem) => !problem.includes('404 (Not Found)')), 'problem');
    await tab.locator('main a').first().click();
    await tab.waitForURL(`${preview.url}index.html`);
  });

  it('marks drafts with a banner, and shows them only when asked to', async (t) => {
    const draft = { 'content/demo/pages/plans.md': '---\ntitle: Plans\ndraft: true\n---\n\nNot yet.\n' };
    const shown = await serve(t, { files: draft, options: ['--drafts'] });
    const shared = await context(t);
    const tab = await openTab(shared, `${shown.url}pages/plans.html`);
    assert.equal(await tab.locator('p.draft').isVisible(), true);
    shown.edit('content/demo/pages/plans.md', 'draft: true', 'draft: false');
    await tab.locator('p.draft').waitFor({ state: 'detached' });
    const hidden = await serve(t, { files: draft });
    assert.equal((await fetch(`${hidden.url}pages/plans.html`)).status, 404);
  });

  // ------------------------------------------------------------------ where am I

  it('brings the page that was saved to the front with --follow', async (t) => {
    const preview = await serve(t, { options: ['--follow'] });
    const tab = await openTab(await context(t), preview.url);
    preview.edit(EMPTY_JARS, 'What is left of a winter.', 'Followed.');
    await tab.waitForURL(`${preview.url}pillars/empty-jars.html`);
    await tab.has('Followed.');
    await settle(tab);
    preview.edit(DISCOVERY, 'Be where the evening is spent.', 'Followed too.');
    await tab.waitForURL(`${preview.url}stages/discovery.html`);
    await settle(tab);
    // A tab that was not seen comes to the page when it is looked at again, unless another was looked at meanwhile.
    await see(tab, false);
    preview.edit(EMPTY_JARS, 'Followed.', 'Followed unseen.');
    await until(async () => (await (await fetch(`${preview.url}pillars/empty-jars.html`)).text()).includes('unseen'), 'it is served');
    await see(tab, true);
    await tab.waitForURL(`${preview.url}pillars/empty-jars.html`);
    await tab.has('Followed unseen.');
    await settle(tab);
    // Whoever goes elsewhere is not brought back without a save; and the dashboard stays where it is.
    await tab.goto(`${preview.url}matrix.html`);
    await settle(tab);
    assert.equal(new URL(tab.url()).pathname, '/matrix.html');
    const still = await openTab(tab.context(), `${preview.url}__waybook/`);
    preview.edit(EMPTY_JARS, 'Followed unseen.', 'Followed again.');
    await tab.waitForURL(`${preview.url}pillars/empty-jars.html`);
    await until(() => still.patches(), 'the dashboard heard of it');
    assert.equal(new URL(still.url()).pathname, '/__waybook/');
  });

  it('stays on its page without --follow', async (t) => {
    const preview = await serve(t);
    const tab = await openTab(await context(t), preview.url);
    const before = await tab.patches();
    preview.edit(EMPTY_JARS, 'title: Empty jars', 'title: Full jars');
    await until(async () => (await tab.patches()) > before, 'it heard of it');
    assert.equal(tab.url(), preview.url);
  });

  it('opens the source of a heading by a click', async (t) => {
    const preview = await serve(t, { files: { 'waybook.yaml': TRUSTED, 'content/demo/pages/long.md': LONG() } });
    const tab = await openTab(await context(t), `${preview.url}pages/long.html`);
    await tab.evaluate(() => {
      globalThis.opened = [];
      globalThis.navigation.addEventListener('navigate', (event) => {
        if (!event.destination.url.startsWith('vscode:')) return;
        event.preventDefault();
        globalThis.opened.push(event.destination.url);
      });
    });
    const source = preview.read('content/demo/pages/long.md').split('\n');
    const line = (start) => source.findIndex((text) => text.startsWith(start)) + 1;
    const opened = async (locator) => {
      await locator.click();
      return tab.evaluate(() => globalThis.opened.splice(0));
    };
    const at = (number) => `vscode://file${preview.at('content/demo/pages/long.md')}:${number}:1`;
    assert.deepEqual(await opened(tab.locator('#second')), [at(line('## Second'))]);
    assert.deepEqual(await opened(tab.locator('main h1')), [at(line('title:'))]);
    assert.deepEqual(await opened(tab.getByText('Paragraph 3 of')), []);
    // After an edit above it, the line is another.
    preview.write('content/demo/pages/long.md', source.toSpliced(line('## First') - 1, 0, 'One.', '', 'Two.', '').join('\n'));
    await until(async () => (await tab.locator('#second').getAttribute('title'))?.endsWith(`:${line('## Second') + 4}`), 'the heading knows its new line');
    assert.deepEqual(await opened(tab.locator('#second')), [at(line('## Second') + 4)]);
  });

  it('takes the address of another editor', async (t) => {
    const preview = await serve(t, { options: ['--editor', 'idea://open?file=/{path}&line={line}&column={column}'] });
    const told = await (await fetch(`${preview.url}__waybook/findings.json?page=/stages/discovery.html`)).json();
    const line = preview.read(DISCOVERY).split('\n').indexOf('## Key takeaway') + 1;
    assert.equal(told.headings['key-takeaway'].editor, `idea://open?file=${preview.at(DISCOVERY)}&line=${line}&column=1`);
  });

  // ------------------------------------------------------------------ dashboard

  it('shows everything at a glance, and follows', async (t) => {
    const preview = await serve(t);
    const tab = await openTab(await context(t), `${preview.url}__waybook/`);
    await tab.getByText('0\u00a0errors', { exact: true }).waitFor();
    for (const heading of ['Findings', 'Coverage', 'Last build times', 'Addresses']) await tab.getByRole('heading', { name: heading }).waitFor();
    await tab.locator('a', { hasText: 'stages/discovery.html' }).waitFor({ state: 'attached' });
    const addresses = tab.locator('details', { hasText: 'pillars/empty-jars.html' });
    await addresses.locator('summary').click();
    preview.edit(DISCOVERY, '[feed]', '[feedz]');
    await tab.getByText('1\u00a0error', { exact: true }).waitFor();
    await tab.getByRole('heading', { name: /1-discovery\.md/ }).waitFor();
    assert.equal(await addresses.evaluate((fold) => fold.open), true, 'what was unfolded stays so');
    await tab.locator('details', { hasText: 'feedz' }).locator('summary').click();
    assert.match(await tab.getByRole('link', { name: /^Open content/ }).getAttribute('href'), /^vscode:\/\/file\/.*1-discovery\.md:\d+:\d+$/);
    assert.ok((await tab.locator('#times ~ .scroll').first().locator('tbody tr').count()) >= 2, 'a row for each update');
    assert.equal(await parts(tab).overlay.isVisible(), false, 'it needs no overlay');
    preview.edit(DISCOVERY, '[feedz]', '[feed]');
    await tab.getByText('0\u00a0errors', { exact: true }).waitFor();
    assertNone(tab.problems, 'problem');
  });

  // ------------------------------------------------------------------ whole

  for (const theme of ['atlas', 'ledger']) {
    it(`every type of page of ${theme} passes the policy and is patched cleanly`, async (t) => {
      const preview = await serve(t, { workspace: 'examples/agency' });
      preview.edit('waybook.yaml', 'theme: atlas', `theme: ${theme}`);
      const tab = await openTab(await context(t), `${preview.url}__waybook/`);
      const addresses = await tab.locator('#addresses ~ details a').evaluateAll((links) => links.map((link) => link.href).filter((href) => href.endsWith('.html')));
      const seen = new Set();
      for (const address of addresses) {
        const body = await (await fetch(address)).text();
        const type = body.match(/data-page="([^"]+)"/)?.[1];
        if (!type || type === 'alias' || seen.has(type)) continue;
        seen.add(type);
        await tab.goto(address);
        await settle(tab);
        const before = await tab.evaluate(() => document.body.outerHTML);
        const patches = await tab.patches();
        preview.write('waybook.yaml', preview.read('waybook.yaml').replace(/title: [^\n]+/, `title: Version ${seen.size}`));
        await until(async () => (await tab.patches()) > patches, `${type} is patched`);
        assert.ok(before.length > 100);
      }
      assert.ok(seen.size >= 15, [...seen].join(' '));
      t.diagnostic([...seen].join(' '));
      assertNone(tab.problems, 'problem');
    });
  }

  it('shows images from elsewhere, and runs nothing from there', async (t) => {
    const text = '---\ntitle: Elsewhere\n---\n\n![A dot](https://elsewhere.example/dot.svg)\n\n<script src="https://elsewhere.example/run.js"></script>\n';
    const preview = await serve(t, { files: { 'waybook.yaml': TRUSTED, 'content/demo/pages/elsewhere.md': text } });
    const tab = await openTab(await context(t));
    const asked = [];
    await tab.route('https://elsewhere.example/**', (route) => {
      asked.push(new URL(route.request().url()).pathname);
      return route.fulfill({ contentType: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>' });
    });
    await tab.goto(`${preview.url}pages/elsewhere.html`);
    await tab.waitForFunction(() => document.querySelector('img[alt="A dot"]')?.naturalWidth === 9);
    await settle(tab);
    assert.deepEqual(asked, ['/dot.svg']);
  });

  it('serves valid HTML', async (t) => {
    const preview = await serve(t, { workspace: 'examples/agency' });
    preview.edit('content/tarnwell-boots/stages/1-discovery.md', 'stage: discovery', 'stage: discovery\nunknown-key: "<b>"');
    const folder = mkdtempSync(path.join(tmpdir(), 'waybook-html-'));
    t.after(() => rmSync(folder, { recursive: true }));
    const files = [];
    const keep = async (address, status, says) => {
      const page = await until(async () => {
        const answer = await fetch(`${preview.url}${address}`);
        const text = await answer.text();
        return answer.status === status && text.includes(says) && text;
      }, `${address} is served`);
      files.push(path.join(folder, `${files.length}.html`));
      writeFileSync(files.at(-1), page);
    };
    await keep('', 200, 'preview.js');
    await keep('tarnwell-boots/stages/discovery.html', 200, 'preview.js');
    await keep('nowhere', 404, 'preview.js');
    await keep('__waybook/', 200, 'unknown-key');
    preview.write('themes/atlas/templates/404.html', '{{ nothing.at.all() }}');
    await keep('nowhere', 500, 'unknown-key');
    const jar = dependency('vnu-jar', 'build', 'dist', 'vnu.jar');
    const checker = spawnSync('java', ['-Xss2m', '-jar', jar, '--errors-only', '--format', 'json', ...files], { encoding: 'utf8' });
    assert.ifError(checker.error);
    const { messages } = JSON.parse(checker.stderr || checker.stdout);
    assertNone(messages.map(({ url, message, extract }) => `${path.basename(url ?? '')}: ${message} — ${extract ?? ''}`), 'HTML error');
    assert.equal(checker.status, 0);
  });

  it('leaves no trace on paper, nor in the height of the page', async (t) => {
    const preview = await serve(t);
    const tab = await openTab(await context(t), `${preview.url}stages/discovery.html`);
    const { overlay, badge } = parts(tab);
    const height = () => tab.evaluate(() => document.documentElement.scrollHeight);
    const withParts = await height();
    await tab.evaluate(() => (document.querySelector('waybook-preview').hidden = true));
    await tab.evaluate(() => document.querySelector('waybook-preview').remove());
    assert.equal(await height(), withParts);
    await tab.reload();
    await settle(tab);
    preview.edit(DISCOVERY, '[feed]', '[feedz]');
    await overlay.waitFor({ state: 'visible' });
    await tab.emulateMedia({ media: 'print' });
    assert.equal(await overlay.isVisible(), false);
    assert.equal(await badge.isVisible(), false);
  });

  const axe = readFileSync(dependency('axe-core', 'axe.min.js'), 'utf8');
  const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
  for (const viewport of [PHONE, DESK]) {
    for (const colorScheme of ['light', 'dark']) {
      it(`is accessible at ${viewport.width} px, ${colorScheme}`, async (t) => {
        const preview = await serve(t);
        const tab = await openTab(await context(t, { viewport, colorScheme, reducedMotion: 'reduce' }), `${preview.url}stages/discovery.html`);
        const { overlay, badge, panel } = parts(tab);
        const findings = [];
        const judge = async (what) => {
          await tab.evaluate(axe);
          const { violations } = await tab.evaluate((values) => globalThis.axe.run(document, { runOnly: { type: 'tag', values } }), TAGS);
          for (const { id, help, nodes } of violations) findings.push(`${what}: ${id}: ${help}: ${nodes.map((node) => node.target.join(' ')).slice(0, 3)}`);
          if (process.env.WAYBOOK_SHOTS) await tab.screenshot({ fullPage: what === 'dashboard', path: `${process.env.WAYBOOK_SHOTS}/${what}-${viewport.width}-${colorScheme}.png` });
        };
        await judge('badge');
        preview.edit(DISCOVERY, '## Key takeaway', 'A word of [[nothing-known]].\n\n## Key takeaway');
        preview.edit(DISCOVERY, '[feed]', '[feedz]');
        preview.edit('content/demo/stages/2-research.md', 'customer_goal:', 'x_unknown_goal: 1\ncustomer_goal:');
        await overlay.waitFor({ state: 'visible' });
        await judge('overlay');
        await tab.keyboard.press('Escape');
        await badge.click();
        await panel.locator('summary').first().click();
        await judge('panel');
        await tab.goto(`${preview.url}__waybook/`);
        await tab.getByRole('heading', { name: /1-discovery/ }).waitFor();
        await tab.locator('details').first().locator('summary').click();
        await judge('dashboard');
        const template = readFileSync(new URL('../../themes/atlas/templates/404.html', import.meta.url), 'utf8');
        preview.write('themes/atlas/templates/404.html', template.replace('<h1>', '{{ nothing.at.all() }}<h1>'));
        await until(async () => (await fetch(`${preview.url}404.html`)).status === 500, 'the page fails');
        await tab.goto(`${preview.url}404.html`);
        await tab.getByText('There is no page to show').waitFor();
        await judge('failure');
        assertNone(findings, 'axe violation');
      });
    }
  }
});
