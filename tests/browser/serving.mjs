// What the tests of the preview share: a workspace of their own each, a server in it, and ways to wait.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The binary under test: WAYBOOK, else the debug build. */
const binary = process.env.WAYBOOK || path.join(process.env.CARGO_TARGET_DIR || path.join(repository, 'target'), 'debug', 'waybook');

/** How long is waited for anything, in milliseconds: much longer than it takes on a busy machine. */
export const DEADLINE = 30_000;

const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
};

/** A copy of a workspace, and `waybook serve` in it. Everything is gone when the test `t` ends. */
export async function serve(t, { workspace = 'tests/workspaces/base', files = {}, options = [] } = {}) {
  assert.ok(existsSync(binary), `no ${binary}: build it, or set WAYBOOK`);
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'waybook-serve-')));
  const preview = new Preview(root, await freePort(), options);
  t.after(async () => {
    await preview.stop();
    rmSync(root, { recursive: true, force: true });
  });
  cpSync(path.join(repository, workspace), root, { recursive: true });
  for (const [name, text] of Object.entries(files)) preview.write(name, text);
  await preview.start();
  return preview;
}

class Preview {
  constructor(root, port, options) {
    Object.assign(this, { root, port, options, url: `http://localhost:${port}/`, process: null, said: '' });
  }

  /** Starts the server and waits until it says where it is. */
  async start() {
    this.said = '';
    this.process = spawn(binary, ['serve', '--root', this.root, '--port', String(this.port), '--today', '2026-03-01', ...this.options], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    });
    const hear = (text) => (this.said += text);
    this.process.stdout.setEncoding('utf8').on('data', hear);
    this.process.stderr.setEncoding('utf8').on('data', hear);
    await until(() => {
      assert.equal(this.process.exitCode, null, `the server ended:\n${this.said}`);
      return this.said.includes(this.url);
    }, 'the server says where it is');
  }

  /** Ends the server, at once and by its own number. */
  async stop(signal = 'SIGTERM') {
    const { process: server } = this;
    this.process = null;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill(signal);
    await ended;
  }

  at = (name) => path.join(this.root, name);
  read = (name) => readFileSync(this.at(name), 'utf8');
  remove = (name) => rmSync(this.at(name), { recursive: true });
  rename = (from, to) => renameSync(this.at(from), this.at(to));

  write(name, text) {
    mkdirSync(path.dirname(this.at(name)), { recursive: true });
    writeFileSync(this.at(name), text);
  }

  /** Replaces a text in a file, which must be there. */
  edit(name, from, to) {
    const text = this.read(name);
    assert.ok(text.includes(from), `${name} has no "${from}"`);
    this.write(name, text.replace(from, () => to));
  }
}

/** Asks again and again until the answer is true; fails with what was waited for. */
export async function until(ask, what) {
  const end = Date.now() + DEADLINE;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) assert.fail(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/**
 * A tab that notes what goes wrong in it (`tab.problems`: console errors, uncaught errors, breaches of the policy) and how
 * often its page was patched (`tab.patches()`), and can tell whether it was loaded anew (`tab.loads()`).
 */
export async function openTab(context, address) {
  const tab = await context.newPage();
  tab.setDefaultTimeout(DEADLINE);
  tab.problems = [];
  tab.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) tab.problems.push(`${tab.url()}: ${message.text()}`);
  });
  tab.on('pageerror', (error) => tab.problems.push(`${tab.url()}: uncaught ${error.message}`));
  let loads = 0;
  tab.on('domcontentloaded', () => (loads += 1));
  tab.loads = () => loads;
  await tab.addInitScript(() => {
    globalThis.patches = 0;
    document.addEventListener('waybook:patched', () => (globalThis.patches += 1));
    document.addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
  });
  tab.patches = () => tab.evaluate(() => globalThis.patches);
  tab.has = (text) => tab.getByText(text).first().waitFor({ state: 'attached' });
  if (address) {
    await tab.goto(address, { waitUntil: 'load' });
    await settle(tab);
  }
  return tab;
}

/** Waits until the preview's parts are there and know of the findings (the preview's own pages show them themselves). */
export async function settle(tab) {
  if (new URL(tab.url()).pathname.startsWith('/__waybook/')) {
    await tab.locator('waybook-preview').waitFor({ state: 'attached' });
  } else {
    await tab.locator('waybook-preview .badge').waitFor({ state: 'attached' });
    await until(() => tab.locator('waybook-preview .badge').textContent(), 'the badge says something');
  }
}
