import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { findNeovim } from '../../scripts/editor/neovim.ts';
import { places } from '../document/examples.ts';
import { CLI, diskFolder } from '../support/cli.ts';
import { findingsOf } from '../support/engine.ts';
import { fences } from '../support/fences.ts';

const docs = readFileSync(new URL('../../docs/editors.md', import.meta.url), 'utf8');
const [since11 = '', before11 = ''] = fences(docs, 'lua');
const [document = ''] = fences(docs, 'markdown');

const nvim = findNeovim();
const skip = nvim ? false : 'Neovim is not on the PATH and cannot be installed with apt-get';

interface Results {
  readonly findings: readonly string[];
  readonly fixed: readonly string[];
  readonly lines: readonly string[];
  readonly messages: string;
  readonly failed?: string;
  /** The syntax error, if any, in the configuration for other versions of Neovim. */
  readonly broken?: string;
}

test('Neovim with the documented configuration shows findings, applies a fix, and completes a section', {
  skip,
}, async (t) => {
  const [init, other] = hasConfig() ? [since11, before11] : [before11, since11];
  const strict = init.replace("gate = 'progressive'", "gate = 'level'");
  assert.notEqual(strict, init, 'the configuration has a setting that can be changed');
  const { path, read } = diskFolder(t, {
    'nvim/init.lua': strict,
    'other.lua': other,
    'docs/pay.md': document,
  });
  mkdirSync(join(path, 'bin'));
  symlinkSync(CLI, join(path, 'bin', 'design-docs'));
  const child = spawn(
    nvim as string,
    ['--headless', '-n', '-i', 'NONE', 'pay.md', '-c', `luafile ${join(import.meta.dirname, 'neovim.lua')}`],
    {
      cwd: join(path, 'docs'),
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        HOME: path,
        PATH: [join(path, 'bin'), dirname(process.execPath), process.env['PATH']].join(delimiter),
        LANG: 'C.UTF-8',
        RESULTS: join(path, 'results.json'),
        OTHER: join(path, 'other.lua'),
        ...Object.fromEntries(['CONFIG', 'DATA', 'STATE', 'CACHE'].map((kind) => [`XDG_${kind}_HOME`, path])),
      },
    },
  );
  t.after(() => child.kill('SIGKILL'));
  const [[code], printed] = await Promise.all([once(child, 'exit'), text(child.stderr), text(child.stdout)]);
  assert.equal(code, 0, printed);
  const { findings, fixed, lines, messages, failed, broken } = JSON.parse(read('results.json')) as Results;
  assert.deepEqual([failed, broken, messages], [undefined, undefined, '']);
  const found = findingsOf(document, { gate: 'level', rules: {} }).map(
    (finding) => `${places(document, finding)} ${finding.severity} ${finding.message}`,
  );
  assert.ok(found.length > 3, 'the documented example has findings');
  assert.deepEqual([...findings].sort(), found.sort());
  const renamed = `# Payments

## Overview
We pay people.

## Quality
- Quality Level: prototype`;
  assert.equal(fixed.join('\n'), renamed);
  assert.equal(
    lines.join('\n'),
    `${renamed}

<!-- Phase 1: Core Technical -->
## Architecture
- High‑level diagram and narrative of the system boundaries, data/control flows, and trust boundaries.
- Deployment targets and runtime assumptions.`,
  );
});

/** Whether Neovim has `vim.lsp.config`, which is part of version 0.11 and later. */
function hasConfig(): boolean {
  const { stdout } = spawnSync(nvim as string, ['--version'], { encoding: 'utf8' });
  const [, major = 0, minor = 0] = (/^NVIM v(\d+)\.(\d+)/.exec(stdout) ?? []).map(Number);
  return major > 0 || minor >= 11;
}
