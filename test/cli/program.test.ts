import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import stringWidth from 'string-width';
import { COMMANDS } from '../../server/src/cli/commands.ts';
import { callCli, diskFolder, runCli } from '../support/cli.ts';

const MISTAKES: readonly (readonly [call: string, message: string])[] = [
  ['check ', 'A path argument is empty; is a variable unset?'],
  ['check -f json=a -f sarif=a', 'Two formats cannot be written to the same file, “a”. Use two files.'],
  ['chek', "unknown command 'chek'. Did you mean check?"],
  ['help chek', "unknown command 'chek'"],
  ['check --formt json', "unknown option '--formt'. Did you mean --format?"],
  [
    'check --fail-on never',
    "option '--fail-on <severity>' argument 'never' is invalid. Allowed choices are error, warning, info.",
  ],
  ['check --format', "option '-f, --format <name[=file]>' argument missing"],
  ['explain', "missing required argument 'file-or-rule'"],
  [
    'completions tcsh',
    "command-argument value 'tcsh' is invalid for argument 'shell'. Allowed choices are bash, zsh, fish.",
  ],
  ['new a.md b.md', "too many arguments for 'new'. Expected 1 argument but got 2."],
];

test('reports each mistake in one line', async (t) => {
  const { path: cwd } = diskFolder(t);
  for (const [call, message] of MISTAKES) {
    const expected = { code: 2, stdout: '', stderr: `design-docs: ${message}\n` };
    assert.deepEqual(await callCli(call.split(' '), { cwd }), expected);
  }
  const [call, message] = ['chek', "unknown command 'chek'. Did you mean check?"];
  assert.deepEqual(await runCli([call], { cwd }), {
    code: 2,
    stdout: '',
    stderr: `design-docs: ${message}\n`,
  });
});

test('without a command, prints the help on standard error', async (t) => {
  const { path: cwd } = diskFolder(t);
  const nothing = await runCli([], { cwd });
  assert.deepEqual([nothing.code, nothing.stdout], [2, '']);
  const asked = await callCli(['--help'], { cwd });
  assert.deepEqual(asked, { code: 0, stdout: nothing.stderr, stderr: '' });
  for (const { name } of COMMANDS) assert.match(asked.stdout, new RegExp(`^  ${name} `, 'm'));
});

test('prints the version of the package', async (t) => {
  const { path: cwd } = diskFolder(t);
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
  assert.deepEqual(await runCli(['--version'], { cwd }), { code: 0, stdout: `${version}\n`, stderr: '' });
  assert.deepEqual(await callCli(['-V'], { cwd }), { code: 0, stdout: `${version}\n`, stderr: '' });
});

test('the help of every command fits into 80 columns, and has every option and example', async (t) => {
  const { path: cwd } = diskFolder(t);
  for (const { name, summary, options, examples } of COMMANDS) {
    const { code, stdout, stderr } = await callCli([name, '--help'], { cwd });
    assert.deepEqual([code, stderr], [0, '']);
    assert.ok(stdout.replace(/\s+/g, ' ').includes(summary), name);
    for (const { flags } of options) assert.ok(stdout.includes(`  ${flags}`), `${name} ${flags}`);
    for (const { call } of examples) assert.ok(stdout.includes(`    ${call}\n`), `${name}: ${call}`);
    const lines = stdout.split('\n').filter((line) => !examples.some(({ call }) => line.endsWith(call)));
    assert.deepEqual(
      lines.filter((line) => stringWidth(line) > 80),
      [],
    );
  }
});

test('“help COMMAND” prints the same as “COMMAND --help”', async (t) => {
  const { path: cwd } = diskFolder(t);
  assert.deepEqual(await callCli(['help', 'new'], { cwd }), await callCli(['new', '-h'], { cwd }));
});

test('the examples of all commands can be parsed', async (t) => {
  const { path: cwd } = diskFolder(t, { 'docs/pay.md': '# Pay\n' });
  for (const { call } of COMMANDS.flatMap(({ examples }) => examples)) {
    const [, words = ''] = /design-docs ([^<>|")]*)/.exec(call) ?? [];
    const { stderr } = await callCli([...words.trim().split(/\s+/), '--help'], { cwd });
    assert.equal(stderr, '', call);
  }
});
