// What a site says to those who do not read it (previews, search engines, tabs), that it says nothing of another client,
// and that it works under the strict content security policy of the README, without asking anybody else for anything.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { POLICY, fileAt, headersOf, host } from './places.mjs';
import {
  DESK, TEST_TIMEOUT, assertNone, filesOf, launch, onePageOfEachType, pagesOf, parsePage, readablePagesOf, sites, unfold,
} from './support.mjs';

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const binary = process.env.WAYBOOK || path.join(repository, 'target', 'debug', 'waybook');

/** A tab that notes what breaks the policy, what fails, and what is asked of another origin. */
async function strictTab(context, origin, problems) {
  const tab = await context.newPage();
  const note = (what) => problems.push(`${decodeURIComponent(tab.url())}: ${what}`);
  await tab.exposeFunction('tellViolation', (what) => note(`breaks the policy: ${what}`));
  await tab.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      window.tellViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
    });
  });
  tab.on('console', (message) => {
    if (message.type() === 'error') note(`console error: ${message.text()}`);
  });
  tab.on('pageerror', (error) => note(`uncaught: ${error.message}`));
  tab.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) note(`asks for ${request.url()}`);
  });
  tab.on('response', (response) => {
    if (response.status() >= 400) note(`${response.status()} for ${response.url()}`);
  });
  return tab;
}

/** Where a site says it is published, from the canonical address of its first page; nothing when it does not. */
function baseOf(site) {
  const home = pagesOf(site).find((page) => page.path === 'index.html');
  return linkOf(home, 'canonical');
}

const elementsOf = (page) => parsePage(page.file).elements;
const linkOf = (page, rel) => elementsOf(page).find((e) => e.tag === 'link' && e.attrs.rel === rel)?.attrs.href;
const metaOf = (page, name) =>
  elementsOf(page).find((e) => e.tag === 'meta' && (e.attrs.property === name || e.attrs.name === name))?.attrs.content;
const dataOf = (page) => elementsOf(page).filter((e) => e.tag === 'script' && e.attrs.type === 'application/ld+json');

describe('strict policy', () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  test('the policy is as strict as it is meant to be', () => {
    for (const part of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'"]) {
      assert.ok(POLICY.split(/; */).includes(part), `${part} is not in: ${POLICY}`);
    }
    assert.ok(!/unsafe|data:|https?:|\*/.test(POLICY), POLICY);
  });

  test('what breaks it is noticed', async () => {
    const dir = mkdtempSync(path.join(tmpdir(), 'waybook-policy-'));
    writeFileSync(path.join(dir, 'index.html'), '<!doctype html><title>x</title><p style="color: red">x<script type="application/ld+json">{}</script>');
    const server = await host({ dir }, '/');
    const context = await browser.newContext();
    const problems = [];
    const tab = await strictTab(context, server.origin, problems);
    await tab.goto(`${server.origin}/index.html`);
    // What the browser said before this answer has been heard when the answer comes.
    await tab.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    await context.close();
    server.close();
    rmSync(dir, { recursive: true });
    assert.ok(problems.some((problem) => problem.includes('style-src')), problems.join('\n'));
    assert.ok(!problems.some((problem) => problem.includes('script-src')), 'a data block is no script');
  });

  for (const site of sites()) {
    for (const mount of ['/', '/docs/play book/']) {
      test(`${site.name} keeps it below ${mount}`, { timeout: TEST_TIMEOUT }, async () => {
        const server = await host(site, mount);
        const context = await browser.newContext({ viewport: DESK });
        const problems = [];
        const tab = await strictTab(context, server.origin, problems);
        for (const page of onePageOfEachType(site).filter((page) => page.type !== '404')) {
          await tab.goto(`${server.base}${encodeURI(page.path)}`, { waitUntil: 'load' });
          await unfold(tab);
          await tab.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
        }
        await context.close();
        server.close();
        assertNone(problems, 'the page is not content with itself');
      });
    }

    test(`the page for missing pages of ${site.name} keeps it where the site is published`, { timeout: TEST_TIMEOUT }, async () => {
      const base = new URL(baseOf(site) ?? 'http://waybook.invalid/');
      const context = await browser.newContext({ viewport: DESK });
      await context.route('**/*', async (route) => {
        const url = new URL(route.request().url());
        const missing = url.pathname.endsWith('/no/such/page');
        const file = missing ? path.join(site.dir, '404.html') : url.origin === base.origin && fileAt(site, base.pathname, url.pathname);
        await (file ? route.fulfill({ path: file, headers: headersOf(file) }) : route.abort());
      });
      const problems = [];
      const tab = await strictTab(context, base.origin, problems);
      // Without an address it can only be right for missing pages at the root.
      await tab.goto(baseOf(site) ? `${base.href}no/such/page` : `${base.href}404.html`, { waitUntil: 'load' });
      assert.equal(await tab.locator('body').getAttribute('data-page'), '404');
      await context.close();
      assertNone(problems, 'the page is not content with itself');
    });
  }

  test('a brand brings its own fonts', { timeout: TEST_TIMEOUT }, async (t) => {
    const root = mkdtempSync(path.join(tmpdir(), 'waybook-brand-'));
    t.after(() => rmSync(root, { recursive: true }));
    cpSync(path.join(repository, 'tests/workspaces/base'), root, { recursive: true });
    mkdirSync(path.join(root, 'brands/lune/fonts'), { recursive: true });
    cpSync(path.join(repository, 'src/render/share/fonts/Manrope-Medium.ttf'), path.join(root, 'brands/lune/fonts/lune.ttf'));
    writeFileSync(
      path.join(root, 'brands/lune/brand.yaml'),
      'name: Maison Lune\ncolors: {accent: "#7a1fa2", accent_dark: "#d9a3f0"}\nfonts:\n  text: "Lune Sans, serif"\n  files: [{file: fonts/lune.ttf, family: Lune Sans, weight: 500}]\n',
    );
    writeFileSync(path.join(root, 'waybook.yaml'), 'brand: lune\nlint: {review-overdue: off}\n');
    const site = { dir: path.join(root, 'site') };
    execFileSync(binary, ['build', '--root', root, '--output', site.dir, '--quiet', '--today', '2026-03-01']);
    const server = await host(site, '/');
    const context = await browser.newContext();
    const problems = [];
    const tab = await strictTab(context, server.origin, problems);
    await tab.goto(`${server.origin}/index.html`, { waitUntil: 'load' });
    const found = await tab.evaluate(async () => {
      await document.fonts.load('500 16px "Lune Sans"');
      const style = getComputedStyle(document.documentElement);
      return {
        // The theme names faces that are on the reader's machine besides.
        faces: [...document.fonts].filter((face) => face.family.includes('Lune')).map((face) => `${face.family.replaceAll('"', '')} ${face.weight} ${face.display} ${face.status}`),
        body: getComputedStyle(document.body).fontFamily,
        accent: style.getPropertyValue('--accent').trim(),
        on: style.getPropertyValue('--on-accent').trim(),
      };
    });
    await context.close();
    server.close();
    assertNone(problems, 'the page is not content with itself');
    assert.deepEqual(found.faces, ['Lune Sans 500 swap loaded']);
    assert.match(found.body, /^"?Lune Sans/);
    assert.deepEqual([found.accent, found.on], ['#7a1fa2', '#ffffff']);
  });
});

describe('sharing', () => {
  for (const site of sites()) {
    const base = baseOf(site);

    test(`every page of ${site.name} has a title, a description and an icon`, () => {
      const wrong = [];
      for (const page of readablePagesOf(site)) {
        const icon = linkOf(page, 'icon');
        const local = icon && !icon.startsWith('http') && path.join(path.dirname(page.file), icon);
        if (local && !existsSync(local)) wrong.push(`${page.path}: no file ${icon}`);
        if (!icon) wrong.push(`${page.path}: no icon`);
        if (!elementsOf(page).find((e) => e.tag === 'title')?.text.trim()) wrong.push(`${page.path}: no title`);
        if (!metaOf(page, 'description') && page.type !== '404') wrong.push(`${page.path}: no description`);
      }
      assertNone(wrong, 'a page says too little of itself');
    });

    test(`${site.name} says where it is when it knows, and only then`, () => {
      const pages = readablePagesOf(site).filter((page) => page.type !== '404');
      if (!base) {
        const told = pages.filter((page) => metaOf(page, 'og:title') || linkOf(page, 'canonical') || dataOf(page).length > 0);
        assertNone(told.map((page) => page.path), 'speaks of an address it does not have');
        assert.ok(!filesOf(site).some((name) => name.endsWith('share.png')), 'a picture nobody asks for');
        return;
      }
      const wrong = [];
      const addresses = new Set();
      for (const page of pages) {
        const canonical = linkOf(page, 'canonical');
        if (!canonical?.startsWith(base) || addresses.has(canonical)) wrong.push(`${page.path}: canonical ${canonical}`);
        addresses.add(canonical);
        if (metaOf(page, 'og:url') !== canonical) wrong.push(`${page.path}: og:url ${metaOf(page, 'og:url')}`);
        for (const name of ['og:title', 'og:type', 'og:site_name', 'og:image:alt', 'twitter:card']) {
          if (!metaOf(page, name)) wrong.push(`${page.path}: no ${name}`);
        }
        if (metaOf(page, 'og:description') !== metaOf(page, 'description')) wrong.push(`${page.path}: og:description`);
        const picture = metaOf(page, 'og:image');
        const file = picture?.startsWith(base) && path.join(site.dir, decodeURIComponent(picture.slice(base.length)));
        if (!file || !existsSync(file)) wrong.push(`${page.path}: og:image ${picture}`);
        else if (sizeOf(file) !== '1200 × 630') wrong.push(`${page.path}: og:image of ${sizeOf(file)}`);
      }
      assertNone(wrong, 'what a preview would show is wrong');
    });

    if (base) {
      test(`${site.name} gives search engines facts that are true`, () => {
        const wrong = [];
        for (const page of readablePagesOf(site).filter((page) => page.type !== '404')) {
          const facts = dataOf(page).flatMap((script) => {
            const data = JSON.parse(script.text);
            if (data['@context'] !== 'https://schema.org') wrong.push(`${page.path}: ${data['@context']}`);
            return data['@graph'] ?? [data];
          });
          const of = (type) => facts.find((fact) => fact['@type'] === type);
          if (page.path === 'index.html' && of('WebSite')?.url !== base) wrong.push(`${page.path}: no WebSite`);
          if (page.path.includes('/') && page.type !== 'home') {
            const way = of('BreadcrumbList')?.itemListElement ?? [];
            const last = way.at(-1);
            if (way.length < 2 || way.some((step, at) => step.position !== at + 1 || !step.name)) wrong.push(`${page.path}: breadcrumbs`);
            if (last?.item) wrong.push(`${page.path}: the page itself needs no address`);
            for (const { item } of way.slice(0, -1)) {
              const below = item.startsWith(base) ? item.slice(base.length) : 'no/such/page';
              if (!existsSync(path.join(site.dir, below.endsWith('/') || !below ? `${below}index.html` : below))) wrong.push(`${page.path}: ${item}`);
            }
          }
          if (page.type === 'glossary') {
            const { ids } = parsePage(page.file);
            const terms = of('DefinedTermSet')?.hasDefinedTerm ?? [];
            if (terms.length === 0) wrong.push(`${page.path}: no terms`);
            for (const term of terms) {
              if (!term.description || !ids.has(decodeURIComponent(term.url.split('#')[1]))) wrong.push(`${page.path}: ${term.name}`);
            }
          }
        }
        assertNone(wrong, 'a fact for search engines is wrong');
      });
    }
  }

  test('no site of one client names another', () => {
    const agency = sites().filter((site) => site.name.startsWith('agency-'));
    assert.ok(agency.length >= 2, 'the sites of the agency were not built');
    const clients = new Map([
      ['agency-tarnwell', ['tarnwell']],
      ['agency-marram', ['marram']],
      ['agency-quillfold', ['quillfold']],
    ]);
    const wrong = [];
    const pictures = new Map();
    for (const site of agency) {
      const others = [...clients].filter(([name]) => name !== site.name).flatMap(([, words]) => words);
      for (const name of filesOf(site)) {
        const bytes = readFileSync(path.join(site.dir, name));
        const text = `${name}\n${bytes.toString('latin1')}`.toLowerCase();
        for (const word of others) if (text.includes(word)) wrong.push(`${site.name}/${name} holds "${word}"`);
        if (name.endsWith('share.png')) {
          const key = bytes.toString('latin1');
          if (pictures.has(key)) wrong.push(`${site.name} and ${pictures.get(key)} have one picture`);
          pictures.set(key, site.name);
        }
      }
    }
    assertNone(wrong, 'a client sees another');
    assert.equal(pictures.size, agency.length, 'a picture for each');
  });
});

/** The size that a PNG declares. */
function sizeOf(file) {
  const bytes = readFileSync(file);
  return bytes.subarray(1, 4).toString() === 'PNG' ? `${bytes.readUInt32BE(16)} × ${bytes.readUInt32BE(20)}` : 'no PNG';
}
