// Every reference of every page, checked on disk: it is relative, it resolves to a file of the site, its fragment to an
// id in that file, and nothing is fetched from another host.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { PAGE_TYPES, assertNone, fileByTail, filesOf, pagesOf, parsePage, sites } from './support.mjs';

/** Attributes that hold one address, by element; `*` is any element. */
const ADDRESSES = {
  '*': ['href', 'xlink:href', 'src', 'poster', 'cite', 'formaction', 'longdesc', 'background'],
  form: ['action'],
  object: ['data'],
};
/** Elements whose address only leads somewhere; every other one fetches. */
const LEADS_ELSEWHERE = new Set(['a', 'area', 'form', 'button', 'blockquote', 'q', 'ins', 'del']);
/** `link` relations that only lead somewhere. */
const LINK_RELATIONS = new Set(['canonical', 'alternate', 'next', 'prev', 'author', 'license', 'help', 'search', 'me', 'up', 'self']);
const SCHEMES_TO_FOLLOW = new Set(['http:', 'https:', 'mailto:', 'tel:', 'sms:']);

describe('links', () => {
  for (const site of sites()) {
    test(`${site.name}: every page says what it is`, () => {
      assertNone(
        pagesOf(site).filter((page) => !page.redirect && !PAGE_TYPES.includes(page.type)).map((page) => `${page.path}: data-page="${page.type ?? ''}"`),
        'a page has no known data-page',
      );
    });

    test(`${site.name}: every reference resolves, relatively`, (context) => {
      const findings = [];
      let count = 0;
      for (const page of pagesOf(site)) {
        for (const reference of references(page)) {
          count += 1;
          const finding = judge(site, page, reference);
          if (finding) findings.push(`${page.path}: <${reference.tag} ${reference.attribute}="${reference.address}">: ${finding}`);
        }
      }
      for (const name of filesOf(site).filter((file) => file.endsWith('.css'))) {
        const sheet = { path: name, file: path.join(site.dir, name) };
        for (const address of cssAddresses(readFileSync(sheet.file, 'utf8'))) {
          count += 1;
          const finding = judge(site, sheet, { address, fetches: true });
          if (finding) findings.push(`${name}: url(${address}): ${finding}`);
        }
      }
      context.diagnostic(`${pagesOf(site).length} pages, ${count} references`);
      assert.ok(count > pagesOf(site).length, 'hardly any reference found: is this a site?');
      assertNone(findings, 'a reference is wrong');
    });
  }
});

/** All references of a page: `{ tag, attribute, address, fetches }`. */
function* references(page) {
  for (const { tag, attrs, text } of parsePage(page.file).elements) {
    const relations = (attrs.rel ?? '').toLowerCase().split(/\s+/);
    const fetches = tag === 'link' ? !relations.every((rel) => LINK_RELATIONS.has(rel)) : !LEADS_ELSEWHERE.has(tag);
    for (const attribute of [...ADDRESSES['*'], ...(ADDRESSES[tag] ?? [])]) {
      if (attrs[attribute] !== undefined) yield { tag, attribute, address: attrs[attribute].trim(), fetches };
    }
    for (const attribute of ['srcset', 'imagesrcset']) {
      for (const candidate of (attrs[attribute] ?? '').split(/,\s+/).filter(Boolean)) {
        yield { tag, attribute, address: candidate.trim().split(/\s+/)[0], fetches: true };
      }
    }
    if (tag === 'meta' && attrs['http-equiv']?.toLowerCase() === 'refresh') {
      const address = /url\s*=\s*['"]?([^'"]+)/i.exec(attrs.content ?? '')?.[1];
      if (address) yield { tag, attribute: 'content', address: address.trim(), fetches: false };
    }
    const css = `${attrs.style ?? ''}\n${tag === 'style' ? text : ''}`;
    for (const address of cssAddresses(css)) yield { tag, attribute: 'style', address, fetches: true };
  }
}

/** The addresses in a style sheet: `url(…)` and `@import "…"`. */
function cssAddresses(css) {
  const bare = css.replace(/\/\*[\s\S]*?\*\//g, '');
  return [...bare.matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^)\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')/g)].map((match) =>
    match.slice(1).find((group) => group !== undefined),
  );
}

/** What is wrong with a reference, or undefined. */
function judge(site, page, { tag, attribute, address, fetches }) {
  const isNotFoundPage = page.path === '404.html';
  if (tag === 'base') return 'a <base> changes what every relative link means';
  if (address === '' && attribute !== 'href') return 'empty';
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(address)?.[0].toLowerCase();
  if (scheme === 'data:') return undefined;
  if (isNotFoundPage && (address.startsWith('/') || scheme === 'http:' || scheme === 'https:')) {
    const target = new URL(address, 'https://example.org/');
    if (!fetches && scheme) return undefined;
    const file = fileByTail(site, target.pathname);
    return file ? fragmentMissing(file, target.hash) : 'no such file under any mount point';
  }
  if (scheme) {
    if (!SCHEMES_TO_FOLLOW.has(scheme)) return `the scheme ${scheme} is not for a published page`;
    return fetches ? 'fetched from another host' : undefined;
  }
  if (address.startsWith('//')) return 'leads to another host';
  if (address.startsWith('/')) return 'not relative';

  const [beforeHash, ...hash] = address.split('#');
  const [relative] = beforeHash.split('?');
  let name;
  try {
    name = decodeURIComponent(relative);
  } catch {
    return 'not a valid percent-encoding';
  }
  const file = name === '' ? page.file : path.resolve(path.dirname(page.file), name);
  if (path.relative(site.dir, file).startsWith('..')) return 'leads out of the site';
  if (!existsSync(file)) return 'no such file';
  if (!statSync(file).isFile()) return 'a folder, which does not open from disk';
  return fragmentMissing(file, hash.length ? `#${hash.join('#')}` : '');
}

/** Says so if `hash` names no id in `file`. */
function fragmentMissing(file, hash) {
  const fragment = hash.slice(1).split(':~:')[0];
  if (!fragment || fragment === 'top' || !/\.(html|svg)$/.test(file)) return undefined;
  const { ids } = parsePage(file);
  let decoded = fragment;
  try {
    decoded = decodeURIComponent(fragment);
  } catch {
    // An undecodable fragment is compared as it stands.
  }
  return ids.has(fragment) || ids.has(decoded) ? undefined : `no id "${decoded}" in ${path.basename(file)}`;
}
