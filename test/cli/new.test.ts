import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { titleOfName } from '../../server/src/cli/commands/new.ts';
import { callCli, diskFolder, runCli } from '../support/cli.ts';

const RFC = `# {Title}

## Problem
What hurts?

## Proposal
What is to be done?
`;

test('prints a document or writes it to a file, with its title and level', async (t) => {
  const folder = diskFolder(t);
  const { path: cwd } = folder;
  const args = ['--level', 'experiment', '--title', 'Pay\n people'];
  const printed = await runCli(['new', ...args], { cwd });
  assert.deepEqual([printed.code, printed.stderr], [0, '']);
  assert.match(printed.stdout, /^# Pay people\n\n<!-- Phase 0: Project Basics -->\n## Overview\n/);
  assert.match(printed.stdout, /^- Quality Level: experiment$/m);
  assert.deepEqual(await callCli(['new', '-', ...args], { cwd }), printed);
  const written = await callCli(['new', 'a b/design/pay.md', ...args], { cwd });
  assert.deepEqual(written, {
    code: 0,
    stdout: `Wrote a b/design/pay.md (technical-design, experiment).\nNext: design-docs next 'a b/design/pay.md'\n`,
    stderr: '',
  });
  assert.equal(folder.read('a b/design/pay.md'), printed.stdout);
  assert.deepEqual(readdirSync(join(cwd, 'a b/design')), ['pay.md']);
});

test('without a level, keeps the list of levels and derives the title from the file name', async (t) => {
  const folder = diskFolder(t);
  await callCli(['new', 'docs/0012-payment_service.md'], { cwd: folder.path });
  const text = folder.read('docs/0012-payment_service.md');
  assert.match(text, /^# Payment service\n/);
  assert.match(text, /^- Quality Level: experiment \| prototype \| production \| secure$/m);
  const { stdout } = await callCli(['check', '--format', 'json'], { cwd: folder.path });
  const { files } = JSON.parse(stdout);
  assert.deepEqual(
    files[0].findings.map(({ rule }: { rule: string }) => rule),
    ['unwritten-section', 'unset-quality-level'],
  );
});

test('turns a file name into a title, unless the name is generic', () => {
  const names = {
    'docs/0012-payment_service.md': 'Payment service',
    '2026-01-31-Use-iPads.md': 'Use iPads',
    'C:\\docs\\api.v2.md': 'Api v2',
    '2fa.md': 'Fa',
    '42.md': '42',
    'README.md': '',
    'payments/technical-design.md': '',
    'Zahlungsläufe.markdown': 'Zahlungsläufe',
  };
  assert.deepEqual(Object.fromEntries(Object.keys(names).map((name) => [name, titleOfName(name)])), names);
});

test('uses the template of the path, and names the template only if the path does not determine it', async (t) => {
  const folder = diskFolder(t, {
    '.design-docs.yaml': 'templates:\n  rfcs/*.md: templates/own.md\n',
    'templates/own.md': RFC,
  });
  const { path: cwd } = folder;
  const mapped = await callCli(['new', 'rfcs/one.md'], { cwd });
  assert.equal(mapped.stdout, 'Wrote rfcs/one.md (own).\nNext: design-docs next rfcs/one.md\n');
  assert.equal(folder.read('rfcs/one.md'), RFC.replace('{Title}', 'One'));
  const named = ['# Two', '<!-- design-docs: template=own -->', ''].join('\n');
  // By name, and by path.
  for (const template of ['own', 'templates/own.md']) {
    const { code, stdout, stderr } = await callCli(['new', '-t', template, '--title', 'Two'], { cwd });
    assert.deepEqual([code, stderr], [0, '']);
    assert.equal(stdout, RFC.replace('# {Title}\n', named));
  }
  await callCli(['new', 'rfcs/three.md', '-t', 'templates/own.md'], { cwd });
  assert.equal(folder.read('rfcs/three.md'), RFC.replace('{Title}', 'Three'));
  // The config file maps this path to another template, so the document must name its own.
  await callCli(['new', 'rfcs/four.md', '-t', 'technical-design'], { cwd });
  assert.match(folder.read('rfcs/four.md'), /^# Four\n<!-- design-docs: template=technical-design -->\n/);
  const checked = await callCli(['check', 'rfcs', '--format', 'json'], { cwd });
  assert.deepEqual(
    JSON.parse(checked.stdout)
      .files.filter((file: { kind: string }) => file.kind === 'document')
      .map((file: { path: string; template: string }) => [file.path, file.template]),
    [
      ['rfcs/four.md', 'technical-design'],
      ['rfcs/one.md', 'own'],
      ['rfcs/three.md', 'own'],
    ],
  );
});

test('prints a note if the check will not find the template', async (t) => {
  const { path: cwd } = diskFolder(t, { 'own.md': RFC });
  const { code, stderr } = await callCli(['new', 'docs/a.md', '-t', 'own.md'], { cwd });
  assert.equal(code, 0);
  assert.equal(
    stderr,
    'Note: the document names the template “own”, but no config file here defines it. Map files to own.md under “templates” in .design-docs.yaml.\n',
  );
});

test('never overwrites a file, and reports each error in one line', async (t) => {
  const folder = diskFolder(t, {
    'there.md': 'mine',
    'plain.md': '## Only a section\n',
    'sub/.design-docs.yaml': 'templates: { "*.md": gone.md }\n',
  });
  const { path: cwd } = folder;
  symlinkSync('nowhere.md', join(cwd, 'dangling.md'));
  mkdirSync(join(cwd, 'folder.md'));
  const mistakes: [string[], string][] = [
    [['there.md'], 'there.md already exists and was not changed. Choose another name.'],
    [['dangling.md'], 'dangling.md already exists and was not changed. Choose another name.'],
    [['folder.md'], 'folder.md already exists and was not changed. Choose another name.'],
    [
      ['Payment Service'],
      '“Payment Service” is not the name of a Markdown file. Use a name that ends in .md.',
    ],
    [
      ['a.md', '-t', 'nope'],
      'There is no template “nope” with sections. Give --template a Markdown file, or one of technical-design, adr, enhancement, rfc.',
    ],
    [
      ['a.md', '-l', 'gold'],
      'The template “technical-design” has no level “gold”. Give --level one of experiment, prototype, production, secure.',
    ],
    [['a.md', '-t', 'adr', '-l', 'gold'], 'The template “adr” has no levels. Omit --level.'],
    [
      ['a.md', '-t', 'plain.md', '--title', 'A'],
      'Documents of the template “plain” have no title. Omit --title.',
    ],
    [
      ['sub/a.md'],
      'The config file maps sub/a.md to “gone.md”, but there is no such template. Correct the config file, or give --template.',
    ],
    [['a.md', '-c', 'gone.yaml'], 'There is no config file “gone.yaml”. Correct --config.'],
  ];
  for (const [args, message] of mistakes) {
    const ended = await callCli(['new', ...args], { cwd });
    assert.deepEqual(ended, { code: 2, stdout: '', stderr: `design-docs: ${message}\n` });
  }
  const below = await callCli(['new', 'there.md/a.md'], { cwd });
  assert.deepEqual([below.code, below.stdout], [2, '']);
  assert.match(below.stderr, /^design-docs: there\.md\/a\.md cannot be written: .*\n$/);
  assert.equal(folder.read('there.md'), 'mine');
  assert.ok(!existsSync(join(cwd, 'nowhere.md')));
  assert.deepEqual(readdirSync(cwd).sort(), ['dangling.md', 'folder.md', 'plain.md', 'sub', 'there.md']);
});
