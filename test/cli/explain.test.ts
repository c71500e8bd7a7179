import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { onPath } from '../../scripts/apt.ts';
import { layOut } from '../../server/src/cli/files/markdown-output.ts';
import { ALL_RULES } from '../../server/src/rules/index.ts';
import { CLI, callCli, diskFolder, runCli } from '../support/cli.ts';

const DRAFT = `# Payments

## Overview
We pay people.

## Quality
- Quality Level: prototype
`;

test('explains a file as Markdown, which is formatted on a terminal', async (t) => {
  const { path: cwd } = diskFolder(t, {
    'docs/pay.md': DRAFT,
    'docs/.design-docs.yaml': 'templates: { "*.md": technical-design }\nrules: { missing-gate: off }\n',
  });
  const { code, stdout, stderr } = await runCli(['explain', 'docs/pay.md', '--level', 'experiment'], { cwd });
  assert.deepEqual([code, stderr], [0, '']);
  assert.match(stdout, /^# pay\.md\n\nThis file is a design document\./);
  assert.match(stdout, /^\*\*experiment\*\*, set by the option --level; line 7 says prototype\.$/m);
  assert.ok(
    stdout.includes(`| What | Value | Source |
| --- | --- | --- |
| Template | Technical Design (built-in) | docs/.design-docs.yaml, “\\*.md” |
| Gate | progressive | default |
| Rule missing-gate | off | docs/.design-docs.yaml |
`),
  );
  const read = await callCli(['explain', 'docs/pay.md'], { cwd, env: { FORCE_COLOR: '1' } });
  assert.ok(read.stdout.includes('\u001b[1m'), 'the output has colors');
  const shown = stripVTControlCharacters(read.stdout);
  assert.match(shown, /^pay\.md\n\nThis file is a design document\./);
  assert.ok(
    shown.includes(`
What               Value                        Source
Template           Technical Design (built-in)  docs/.design-docs.yaml, “*.md”
Gate               progressive                  default
Rule missing-gate  off                          docs/.design-docs.yaml
`),
  );
});

test('explains every rule by its ID', async (t) => {
  const { path: cwd } = diskFolder(t);
  const { code, stdout, stderr } = await callCli(['explain', 'unmeasurable-goal'], { cwd });
  assert.deepEqual([code, stderr], [0, '']);
  assert.equal(
    stdout,
    `# unmeasurable-goal

A goal has no number, unit, date, threshold, or comparison, and the template asks for measurable goals.

Nobody can tell when such a goal is met.

**Severity:** progressive: a warning for what is due in the current phase or before, a hint for what is due later.

**Options:**

| Option | Description | Default |
| --- | --- | --- |
| \`measures\` | Additional words that make a goal measurable, such as the names of your own metrics. | \`[]\` |

Examples and settings: <https://github.com/design-docs/design-docs/blob/main/docs/rules/unmeasurable-goal.md>
`,
  );
  for (const name of ['config-file', 'too-large', 'unknown-template', ALL_RULES.at(-1)?.id ?? '']) {
    const ended = await callCli(['explain', name], { cwd });
    assert.deepEqual([ended.code, ended.stderr], [0, '']);
    assert.ok(ended.stdout.startsWith(`# ${name}\n\n`));
  }
});

test('reports an unknown name or an unreadable file in one line', async (t) => {
  const { path: cwd } = diskFolder(t, {
    'docs/a.md': '# A\n',
    'bad.md': new Uint8Array([0x23, 0xff]),
    // A file wins over a rule of the same name.
    'missing-topic': '# Mine\n',
  });
  const mistakes: [string, string][] = [
    ['missing-gat', '“missing-gat” is neither a file nor a rule. Did you mean missing-gate?'],
    [
      'docs/b.md',
      '“docs/b.md” is neither a file nor a rule. Correct the path, or give a rule ID as printed by “check”.',
    ],
    ['docs', 'docs is a folder.'],
    ['bad.md', 'bad.md is not valid UTF-8 on line 1. Save it as UTF-8.'],
  ];
  for (const [name, message] of mistakes) {
    const ended = await callCli(['explain', name], { cwd });
    assert.deepEqual(ended, { code: 2, stdout: '', stderr: `design-docs: ${message}\n` });
  }
  assert.match((await callCli(['explain', 'missing-topic'], { cwd })).stdout, /not a design document/);
});

const skip = onPath('script') && process.platform === 'linux' ? false : 'needs script(1) on Linux';

test('assumes 80 columns for a terminal without a size', { skip }, (t) => {
  const { path: cwd } = diskFolder(t);
  const command = `"${process.execPath}" "${CLI}" explain missing-gate`;
  const { stdout } = spawnSync('script', ['-qec', command, '/dev/null'], { cwd, encoding: 'utf8' });
  assert.match(
    stripVTControlCharacters(stdout),
    /^missing-gate\r\n\r\nThe entry and exit criteria do not mention a gate that the quality level\r\nrequires\.\r\n/,
  );
});

test('wraps long paragraphs, list items, and cells, and removes terminal control characters', () => {
  const laidOut = layOut(
    `# A \u001b]0;title\n
One two three four five six seven.\n
- one two three four five six seven
- eight\n
| Option | What it sets |
| --- | --- |
| \`a\` | one two three four five six seven |
`,
    false,
    28,
  );
  assert.equal(
    laidOut,
    `A \uFFFD]0;title

One two three four five six
seven.

• one two three four five
  six seven
• eight

Option  What it sets
a       one two three four
        five six seven
`,
  );
});

test('rejects a level that no template has', async (t) => {
  const { path: cwd } = diskFolder(t, { 'a.md': '# A\n' });
  const { code, stdout, stderr } = await callCli(['explain', 'a.md', '--level', 'prodution'], { cwd });
  assert.deepEqual([code, stdout], [2, '']);
  assert.match(stderr, /^design-docs: No template has the level “prodution”\. Give --level one of /);
});
