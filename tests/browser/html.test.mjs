// The Nu HTML checker over every page of every site: no error is allowed.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { TEST_TIMEOUT, assertNone, dependency, pagesOf, sites } from './support.mjs';

const jar = dependency('vnu-jar', 'build', 'dist', 'vnu.jar');

describe('html', () => {
  for (const site of sites()) {
    test(`${site.name}: the Nu checker finds no error`, { timeout: TEST_TIMEOUT }, (t) => {
      const pages = pagesOf(site);
      const checker = spawnSync(
        'java',
        ['-Xss2m', '-jar', jar, '--errors-only', '--format', 'json', ...pages.map((page) => page.file)],
        { encoding: 'utf8', maxBuffer: 1 << 28 },
      );
      assert.ifError(checker.error);
      const { messages } = JSON.parse(checker.stderr || checker.stdout);
      t.diagnostic(`${pages.length} pages, ${messages.length} messages`);
      assertNone(
        messages.map(({ url, firstLine, lastLine, message, extract }) => {
          const name = url ? path.relative(site.dir, fileURLToPath(url)) : '';
          return `${name}:${firstLine ?? lastLine ?? '?'}: ${message}${extract ? ` — ${extract.replace(/\s+/g, ' ')}` : ''}`;
        }),
        'HTML error',
      );
      assert.equal(checker.status, 0, 'the checker failed');
    });
  }
});
