// The places a site is read from: its files, a server's root, and a path below one, there with the strict policy.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

const MEDIA = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.svg': 'image/svg+xml', '.png': 'image/png',
  '.json': 'application/json', '.xml': 'application/xml', '.txt': 'text/plain', '.csv': 'text/csv', '.ttf': 'font/ttf', '.woff2': 'font/woff2',
};

/** The strict policy, as the README gives it. */
export const POLICY = (() => {
  const [, policy] = readFileSync(path.join(repository, 'README.md'), 'utf8').match(/Content-Security-Policy: (default-src 'none'[^\n]*)/) ?? [];
  assert.ok(policy, 'the README gives no policy');
  return policy;
})();

/** What a server says of a file: its type and the policy. */
export const headersOf = (file, policy = POLICY) => ({
  'content-type': MEDIA[path.extname(file)] ?? 'application/octet-stream', 'content-security-policy': policy,
});

/** The file of a site at an address below `prefix`; nothing for one that leads elsewhere. */
export function fileAt(site, prefix, pathname) {
  const decoded = decodeURIComponent(pathname);
  if (!decoded.startsWith(prefix)) return undefined;
  const inside = decoded.slice(prefix.length);
  const file = path.join(site.dir, inside.endsWith('/') || !inside ? `${inside}index.html` : inside);
  return file.startsWith(site.dir) && existsSync(file) && statSync(file).isFile() ? file : undefined;
}

/**
 * Answers every request by the file that `find` gives for its path, on a port of its own; `origin` is its address. `before`
 * may hold an answer back: it gets the file and gives a promise.
 */
export async function answerWith(find, { compress = false, policy = POLICY, before = () => {} } = {}) {
  const server = createServer(async (request, response) => {
    const file = find(new URL(request.url, 'http://localhost').pathname);
    const headers = { ...headersOf(file ?? '.txt', policy), 'cache-control': 'no-store', ...(compress && { 'content-encoding': 'gzip' }) };
    const bytes = file ? readFileSync(file) : 'nothing here';
    if (file) await before(file);
    response.writeHead(file ? 200 : 404, headers).end(compress ? gzipSync(bytes) : bytes);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A test that fails before it closes the server must not keep the process alive.
  server.unref();
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, close };
}

/** A site over http below `prefix` (`/` or `/a/b/`), with the strict policy; `base` is its address. */
export async function host(site, prefix, options) {
  const { origin, close } = await answerWith((pathname) => fileAt(site, prefix, pathname), options);
  return { origin, base: origin + encodeURI(prefix), close };
}

/** Runs `work(address, where)` with the site from its files, over http at the root, and under a path; `address` makes a page's URL. */
export async function inEveryPlace(site, work) {
  await work((page) => pathToFileURL(path.join(site.dir, page)).href, 'from its files');
  for (const prefix of ['/', '/clients/one/']) {
    const { base, close } = await host(site, prefix);
    try {
      await work((page) => `${base}${page}`, `at ${prefix}`);
    } finally {
      close();
    }
  }
}

/** Builds a workspace of these files; the site lies in a folder that goes when the test `t` ends. */
export function buildSite(t, name, files) {
  const folder = mkdtempSync(path.join(tmpdir(), 'waybook-site-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [file, text] of Object.entries(files)) {
    const place = path.join(folder, 'workspace', file);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, text);
  }
  const dir = path.join(folder, 'site');
  // What is said of the workspace is in the error, if there is one.
  execFileSync(process.env.WAYBOOK ?? 'waybook', ['build', '--quiet', '--root', path.join(folder, 'workspace'), '--output', dir], { stdio: ['ignore', 'ignore', 'pipe'] });
  return { name, dir };
}

/** A playbook with everything a build asks for: its title, its language, and further files (or others in their place). */
export function smallPlaybook(title, { locale = 'en', ...files } = {}) {
  const stage = (key, number) => `---\nstage: ${key}\ntitle: ${key} of ${title}\n${key === 'advocacy' ? 'feeds: [discovery]\n' : ''}---\n\nAbout ${key}.\n\n## Checklist\n\n- [ ] **Must:** Listen in ${key} <!-- #${key}-listen tags=listen -->\n- [ ] **Must:** Count in ${key} <!-- #${key}-count tags=measure -->\n- [ ] **Must:** Answer in ${key} <!-- #${key}-answer tags=localize -->\n\n## Key takeaway\n\nKeep ${number} in mind.\n`;
  const pillar = (name, stages, intent) => `---\ntitle: ${name}\nstages: [${stages}]\nintent: ${intent}\n---\n\nA pillar.\n`;
  const keys = ['discovery', 'research', 'consideration', 'conversion', 'advocacy'];
  return {
    'playbook.md': `---\ntitle: ${title}\nactor: a buyer\nowner: someone\nstatus: draft\nlast_reviewed: 2026-01-01\nreview_every: 20 years\nlocale: ${locale}\n---\n\nThe introduction.\n`,
    ...Object.fromEntries(keys.map((key, at) => [`stages/${at + 1}-${key}.md`, stage(key, at + 1)])),
    'pillars/one.md': pillar('One pillar', 'discovery, research', 'inspire'),
    'pillars/two.md': pillar('Two pillar', 'consideration, conversion', 'inform'),
    'pillars/three.md': pillar('Three pillar', 'advocacy', 're-engage'),
    ...files,
  };
}
