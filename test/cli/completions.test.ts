import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { installWithApt, onPath } from '../../scripts/apt.ts';
import { COMMANDS } from '../../server/src/cli/commands.ts';
import { completedCommands } from '../../server/src/cli/completions/model.ts';
import { diskFolder, runCli } from '../support/cli.ts';

const NAMES = [...COMMANDS.map(({ name }) => name), 'help'].sort();
const FILES = { 'docs/pay.md': '# Pay\n', 'docs/a b.md': '# A\n', 'rfc.md': '# R\n' };

/** What is typed after `design-docs`, and what a shell then offers, sorted. */
const CALLS: readonly (readonly [line: string, offered: readonly string[]])[] = [
  ['', NAMES],
  ['che', ['check']],
  ['help ', NAMES.filter((name) => name !== 'help')],
  ['check --fo', ['--format']],
  ['check --gate ', ['level', 'progressive']],
  ['check --fail-on e', ['error']],
  ['check -f s', ['sarif']],
  ['check docs/p', ['docs/pay.md']],
  ['check --quiet docs/p', ['docs/pay.md']],
  ['new --level p', ['production', 'prototype']],
  ['new -t r', ['rfc', 'rfc.md']],
  ['new check --ti', ['--title']],
  ['explain missing-g', ['missing-gate']],
  ['init --ci ', ['github', 'gitlab', 'none']],
  ['completions ', ['bash', 'fish', 'zsh']],
];

interface Shell {
  readonly name: string;
  /** The command that runs it. It prints the offers for each line, one on a line, and `end` after each list. */
  call(script: string, lines: readonly string[]): readonly [string, ...string[]];
}

const BASH: Shell = {
  name: 'bash',
  call: (script, lines) => [
    'bash',
    '--norc',
    '-c',
    `source "$0" || exit; for line; do COMP_WORDS=(design-docs $line); [[ $line == *' ' || -z $line ]] && COMP_WORDS+=('')
      COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _design_docs; printf '%s\\n' "\${COMPREPLY[@]}" end; done`,
    script,
    ...lines,
  ],
};

const FISH: Shell = {
  name: 'fish',
  call: (script, lines) => [
    'fish',
    '--no-config',
    '-c',
    `source $argv[1]; for line in $argv[2..-1]; complete -C "design-docs $line"; echo end; end`,
    script,
    ...lines,
  ],
};

const ZSH: Shell = {
  name: 'zsh',
  call: (script, lines) => [
    'zsh',
    '-f',
    join(import.meta.dirname, '../support/complete.zsh'),
    script,
    ...lines.map((line) => `design-docs ${line}`),
  ],
};

for (const shell of [BASH, FISH, ZSH]) {
  test(`${shell.name} offers commands, options, option values, and files`, async (t) => {
    if (!isInstalled(shell.name))
      return t.skip(`${shell.name} is not installed, and apt-get cannot install it`);
    const folder = await folderWith(t, shell.name);
    const offered = ask(
      shell,
      folder,
      CALLS.map(([line]) => line),
    );
    // zsh offers only the part after the slash.
    const shown = (names: readonly string[]): string[] =>
      names.map((name) => (shell === ZSH ? name.replace(/^docs\//, '') : name));
    assert.deepEqual(
      CALLS.map(([line], at) => [line, offered[at]]),
      CALLS.map(([line, names]) => [line, shown(names)]),
    );
  });
}

test('bash completes values after “=”, which it treats as a word, and names with spaces', async (t) => {
  const folder = await folderWith(t, 'bash');
  assert.deepEqual(
    ask(BASH, folder, ['check --gate = ', 'check --gate = l', 'check -f json = docs/', 'check docs/a']),
    [['level', 'progressive'], ['level'], ['docs/a b.md', 'docs/pay.md'], ['docs/a b.md']],
  );
});

test('every option of every command is completed, and so are values with choices', () => {
  const commands = completedCommands(COMMANDS);
  for (const { name, options } of COMMANDS) {
    const completed = commands.find((command) => command.name === name)?.options ?? [];
    for (const { flags, choices } of options) {
      const option = completed.find(({ long }) => flags.split(/[ ,=]+/).includes(long));
      assert.ok(option, `${name} ${flags}`);
      assert.equal(option.value !== undefined, /[<[]/.test(flags), `${name} ${flags}`);
      if (choices) assert.deepEqual(option.value?.words, choices);
    }
  }
});

function isInstalled(name: string): boolean {
  return onPath(name) !== undefined || (installWithApt(name) && onPath(name) !== undefined);
}

async function folderWith(t: TestContext, shell: string): Promise<string> {
  const folder = diskFolder(t, FILES);
  const { code, stdout, stderr } = await runCli(['completions', shell], { cwd: folder.path });
  assert.deepEqual([code, stderr], [0, '']);
  folder.write('.script', stdout);
  return folder.path;
}

function ask(shell: Shell, cwd: string, lines: readonly string[]): string[][] {
  const [program, ...args] = shell.call(join(cwd, '.script'), lines);
  const env = { ...process.env, HOME: cwd, TERM: 'xterm' };
  const { stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8', env, timeout: 30_000 });
  assert.equal(stderr, '');
  const lists = stdout.split(/^end$/m).slice(0, -1);
  return lists.map((list) =>
    list
      .split('\n')
      .filter((line) => line !== '')
      // fish adds a description after a tab.
      .map((line) => line.replace(/^match:/, '').replace(/\t.*$/, ''))
      .sort(),
  );
}
