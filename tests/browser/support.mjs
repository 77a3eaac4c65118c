// What the browser tests share: which sites there are, what their pages are, and how Chromium is started.
//
// The sites come in by WAYBOOK_SITES, one `name=directory` a line (tests/run builds them and sets it). Every page says
// what it is by `<body data-page="…">`; that attribute is the contract between the themes and these tests, which know
// nothing else about a theme.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parse } from 'parse5';
import { chromium } from 'playwright-core';

/** Every value that `data-page` may have. */
export const PAGE_TYPES = [
  'home', 'stage', 'pillar', 'matrix', 'mistake', 'mistakes', 'checklist', 'audit', 'touchpoints', 'metrics',
  'takeaways', 'glossary', 'print', 'card', 'review', 'page', 'index', '404',
];

/** The page types that a flagship must show; the others depend on what its author wrote. */
export const FLAGSHIP_TYPES = PAGE_TYPES.filter((type) => !['mistake', 'page', 'index'].includes(type));

/** A phone and a desk, in CSS pixels. */
export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1280, height: 900 };

/** Milliseconds a single test may take before it counts as hung. */
export const TEST_TIMEOUT = 600_000;

/** The sites to test: `[{ name, dir }]`. No site is an error, so that a run can never pass by testing nothing. */
export function sites() {
  const found = (process.env.WAYBOOK_SITES ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const cut = line.indexOf('=');
      assert.ok(cut > 0, `WAYBOOK_SITES: "${line}" is not name=directory`);
      return { name: line.slice(0, cut), dir: path.resolve(line.slice(cut + 1)) };
    });
  assert.ok(found.length > 0, 'WAYBOOK_SITES names no site: set it to lines of name=directory');
  for (const site of found) {
    assert.ok(existsSync(path.join(site.dir, 'index.html')), `site ${site.name}: no index.html in ${site.dir}`);
  }
  return found;
}

/** Whether a site is the flagship (in whichever theme). */
export const isFlagship = (site) => site.name.startsWith('flagship');

const pagesBySite = new Map();

/**
 * The .html files of a site, home first: `{ path, file, url, type, lang, redirect }`. `type` is the value of `data-page`;
 * `redirect` tells a page that only sends on to another (an alias), which need not have one.
 */
export function pagesOf(site) {
  if (!pagesBySite.has(site.dir)) {
    const pages = filesOf(site)
      .filter((name) => name.endsWith('.html'))
      .map((name) => {
        const file = path.join(site.dir, name);
        const { elements } = parsePage(file);
        const body = elements.find((element) => element.tag === 'body');
        const redirect = elements.some(
          (element) => element.tag === 'meta' && element.attrs['http-equiv']?.toLowerCase() === 'refresh',
        );
        const lang = elements.find((element) => element.tag === 'html')?.attrs.lang;
        return { path: name, file, url: pathToFileURL(file).href, type: body?.attrs['data-page'], lang, redirect };
      });
    pages.sort((a, b) => Number(b.path === 'index.html') - Number(a.path === 'index.html') || compare(a.path, b.path));
    pagesBySite.set(site.dir, pages);
  }
  return pagesBySite.get(site.dir);
}

/** The pages that a reader reads: all but redirects. */
export const readablePagesOf = (site) => pagesOf(site).filter((page) => !page.redirect);

/**
 * One page of each type in each language, in the order of PAGE_TYPES, the language of the site's first page first: of each
 * type the one with most bytes, which shows most.
 */
export function onePageOfEachType(site) {
  const languages = [...new Set(readablePagesOf(site).map((page) => page.lang))];
  return PAGE_TYPES.flatMap((type) =>
    languages.flatMap((lang) => {
      const [largest] = readablePagesOf(site)
        .filter((page) => page.type === type && page.lang === lang)
        .sort((a, b) => statSync(b.file).size - statSync(a.file).size);
      return largest ? [largest] : [];
    }),
  );
}

/** Every file of a site as a path with forward slashes, sorted. */
export function filesOf(site) {
  return readdirSync(site.dir, { recursive: true, withFileTypes: false })
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => statSync(path.join(site.dir, name)).isFile())
    .sort(compare);
}

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

const parsed = new Map();

/** An HTML (or SVG) file as a flat list of elements in document order, and the set of its ids. */
export function parsePage(file) {
  if (!parsed.has(file)) {
    const elements = [];
    const ids = new Set();
    const visit = (node) => {
      if (node.tagName) {
        const attrs = {};
        for (const { prefix, name, value } of node.attrs) attrs[prefix ? `${prefix}:${name}` : name] = value;
        if (attrs.id) ids.add(attrs.id);
        if (node.tagName === 'a' && attrs.name) ids.add(attrs.name);
        const text = (node.childNodes ?? []).filter((child) => child.nodeName === '#text').map((child) => child.value).join('');
        elements.push({ tag: node.tagName, attrs, text });
      }
      for (const child of node.childNodes ?? []) visit(child);
      if (node.content) visit(node.content);
    };
    visit(parse(readFileSync(file, 'utf8')));
    parsed.set(file, { elements, ids });
  }
  return parsed.get(file);
}

/**
 * The file of a site that a server's path (`/docs/a/b.html`) means when the mount point is unknown: the longest tail of
 * the path that exists in the output. Only 404.html needs this, as it alone uses the base URL.
 */
export function fileByTail(site, pathname) {
  const parts = decodeURIComponent(pathname).split('/').filter(Boolean);
  if (pathname.endsWith('/')) parts.push('index.html');
  for (let start = 0; start < parts.length; start += 1) {
    const candidate = path.join(site.dir, ...parts.slice(start));
    if (existsSync(candidate) && statSync(candidate).isFile()) return candidate;
  }
  return undefined;
}

/** How Chromium is started wherever it is: without a sandbox (containers), and without asking anybody anything. */
export const LAUNCH_FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

/** Where Chromium is: CHROMIUM, or the first of its names on PATH. */
export function chromiumPath() {
  const file = process.env.CHROMIUM || onPath('chromium', 'chromium-browser', 'google-chrome');
  assert.ok(file, 'no Chromium: install it, or set CHROMIUM to its path');
  return file;
}

/** Chromium with an empty profile of its own (Playwright makes and removes it); `options` are Playwright's. */
export const launch = (options = {}) => chromium.launch({ ...options, executablePath: chromiumPath(), args: LAUNCH_FLAGS });

function onPath(...names) {
  const directories = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return names.flatMap((name) => directories.map((directory) => path.join(directory, name))).find((file) => existsSync(file));
}

/**
 * Opens a page of a site from its file. 404.html asks for its files by the base URL, so those requests are answered from
 * the output.
 */
export async function open(tab, site, page) {
  if (page.type === '404') {
    await tab.route(
      (url) => url.href !== page.url,
      async (route) => {
        const file = fileByTail(site, new URL(route.request().url()).pathname);
        await (file ? route.fulfill({ path: file }) : route.abort());
      },
    );
  }
  try {
    await tab.goto(page.url, { waitUntil: 'load' });
  } finally {
    if (page.type === '404') await tab.unrouteAll({ behavior: 'wait' });
  }
}

/** Notes everything that goes wrong in a tab: the list fills with one line each, naming the page it happened on. `home` is where
 * the site lies; nothing else may be asked. */
export function watchForProblems(tab, home) {
  const list = [];
  const note = (what) => list.push(`${decodeURIComponent(tab.url())}: ${what}`);
  tab.on('console', (message) => {
    if (message.type() === 'error') note(`console error: ${message.text()}`);
  });
  tab.on('pageerror', (error) => note(`uncaught: ${error.message}`));
  // Who leaves a page while something of it is still on its way (its icon, as a rule) breaks that off: nothing is wrong with it.
  tab.on('requestfailed', (request) => {
    const { errorText } = request.failure() ?? {};
    if (errorText !== 'net::ERR_ABORTED') note(`request failed: ${request.url()} (${errorText})`);
  });
  tab.on('request', (request) => {
    if (/^(https?|wss?):/.test(request.url()) && !request.url().startsWith(home)) note(`asks the network for ${request.url()}`);
  });
  return list;
}

/** Opens every fold of the page's own text, so that what is inside can be seen and judged. */
export const unfold = (tab) => tab.evaluate(() => document.querySelectorAll('main details').forEach((fold) => (fold.open = true)));

/** Runs `work` over `items`, two at a time (the machines have two cores). */
export async function eachInTwoTabs(context, items, work) {
  const queue = [...items];
  await Promise.all(
    [0, 1].map(async () => {
      const tab = await context.newPage();
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(tab, item);
      await tab.close();
    }),
  );
}

/** Fails with the findings, at most forty of them, if there are any. */
export function assertNone(findings, what) {
  const shown = findings.slice(0, 40).map((finding) => `  ${finding}`).join('\n');
  const more = findings.length > 40 ? `\n  … and ${findings.length - 40} more` : '';
  assert.equal(findings.length, 0, `${findings.length} × ${what}:\n${shown}${more}`);
}

/** This folder's dependency `name`, as the path of one of its files. */
export const dependency = (...parts) => path.join(path.dirname(fileURLToPath(import.meta.url)), 'node_modules', ...parts);
