// The places a site is read from: its files, a server's root, and a path below one, there with a strict policy.

import { createReadStream, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const MEDIA = { '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.svg': 'image/svg+xml', '.png': 'image/png' };
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'";

async function host(site, prefix) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const inside = decodeURIComponent(pathname).slice(prefix.length);
    const file = path.join(site.dir, inside.endsWith('/') || !inside ? `${inside}index.html` : inside);
    if (!pathname.startsWith(prefix) || !file.startsWith(site.dir) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': MEDIA[path.extname(file)] ?? 'application/octet-stream', 'content-security-policy': POLICY });
    createReadStream(file).pipe(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { base: `http://127.0.0.1:${server.address().port}${prefix}`, close: () => { server.close(); server.closeAllConnections(); } };
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
