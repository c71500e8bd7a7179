import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { parse } from 'yaml';
import { CONFIG, preCommitEntry } from '../../server/src/cli/commands/setup-files.ts';
import { insertHook } from '../../server/src/cli/git/pre-commit.ts';
import { runScript } from '../support/ci.ts';
import { callCli, diskFolder, type Folder, runCli } from '../support/cli.ts';

const WRITTEN = readFileSync(join(import.meta.dirname, '../fixtures/written.md'), 'utf8');
const WORKFLOW = '.github/workflows/design-docs.yml';
const NEXT = 'Next: run “design-docs check”, or create a document with “design-docs new FILE”.\n';

function repository(t: TestContext, files: Readonly<Record<string, string>> = {}): Folder {
  const folder = diskFolder(t, files);
  const { status } = spawnSync('git', ['init', '--quiet', folder.path]);
  assert.equal(status, 0);
  return folder;
}

test('the created workflow fails for an unfinished document and passes for a finished one', async (t) => {
  const folder = repository(t);
  const { path: cwd } = folder;
  assert.deepEqual(await runCli(['init'], { cwd }), {
    code: 0,
    stdout: `Wrote .design-docs.yaml.\nWrote ${WORKFLOW}.\n${NEXT}`,
    stderr: '',
  });
  const workflow = parse(folder.read(WORKFLOW));
  assert.deepEqual(workflow.permissions, { contents: 'read' });
  const steps: { run?: string; uses?: string }[] = workflow.jobs.check.steps;
  for (const { uses } of steps) if (uses) assert.match(uses, /^actions\/[\w-]+@v\d+$/);
  const [run = '', ...others] = steps.flatMap((step) => step.run ?? []);
  assert.deepEqual(others, []);
  assert.ok(run.includes('--gate level '));
  // In a folder of the repository, so that the summary’s temporary file is on the same disk.
  const env = { GITHUB_STEP_SUMMARY: join(cwd, '.summary', 'step.md') };
  mkdirSync(join(cwd, '.summary'));
  await callCli(['new', 'docs/pay.md', '--level', 'production'], { cwd });
  assert.deepEqual([runScript(run, folder, env).code], [1]);
  assert.ok(existsSync(env.GITHUB_STEP_SUMMARY));
  folder.write('docs/pay.md', WRITTEN);
  const passed = runScript(run, folder, env);
  assert.deepEqual([passed.code, passed.stderr], [0, '']);
  folder.write('docs/.design-docs.yaml', 'gates: level\n');
  assert.equal(runScript(run, folder, env).code, 1, 'a mistake in a config file is a finding');
});

test('does not change existing files, and a second run changes nothing', async (t) => {
  const mine = { '.design-docs.yaml': 'gate: level\n', [WORKFLOW]: 'name: mine\n' };
  const folder = repository(t, mine);
  const { path: cwd } = folder;
  const told = (path: string): string => `${path} already exists and was not changed.`;
  const advice =
    ' To add the check to it, see https://github.com/design-docs/design-docs/blob/main/docs/ci.md';
  assert.deepEqual(await callCli(['init'], { cwd }), {
    code: 0,
    stdout: `${told('.design-docs.yaml')}\n${told(WORKFLOW)}${advice}\n${NEXT}`,
    stderr: '',
  });
  for (const [path, text] of Object.entries(mine)) assert.equal(folder.read(path), text);
  await callCli(['init', '--ci', 'gitlab'], { cwd });
  assert.deepEqual(await callCli(['init', '--ci', 'gitlab'], { cwd }), {
    code: 0,
    stdout: `${told('.design-docs.yaml')}\n${told('.gitlab-ci.yml')}\n${NEXT}`,
    stderr: '',
  });
});

test('the config file sets nothing, and the keys in its comments are valid', async (t) => {
  const folder = repository(t);
  const { path: cwd } = folder;
  await callCli(['init', '--ci', 'none'], { cwd });
  assert.ok(!existsSync(join(cwd, '.github')));
  assert.equal(parse(folder.read('.design-docs.yaml')), null);
  const [, schema = ''] = /^# yaml-language-server: \$schema=\S+\/(schema\/\S+)$/m.exec(CONFIG.text) ?? [];
  assert.ok(existsSync(join(import.meta.dirname, '../..', schema)), 'the schema is in the repository');
  folder.write('docs/templates/rfc.md', '# {Title}\n\n## Problem\n');
  folder.write('docs/pay.md', WRITTEN);
  assert.equal((await callCli(['check'], { cwd })).code, 0);
  folder.write('.design-docs.yaml', CONFIG.text.replace(/^# (?=\w+:$| {2}\S|gate: )/gm, ''));
  assert.deepEqual(Object.keys(parse(folder.read('.design-docs.yaml'))), ['templates', 'gate', 'rules']);
  const { code, stdout } = await callCli(['check'], { cwd });
  assert.deepEqual([code, stdout], [0, '1 design document: no findings.\n']);
});

test('reports an error in one line, before any file is written', async (t) => {
  const folder = repository(t, { 'docs/a.md': '# A\n', '.pre-commit-config.yaml': 'repos: [\n' });
  const { path: cwd } = folder;
  const broken = await callCli(['init'], { cwd });
  assert.deepEqual([broken.code, broken.stdout], [2, '']);
  assert.match(
    broken.stderr,
    /^design-docs: The hook cannot be added to \.pre-commit-config\.yaml\. It is not valid YAML: .*\n$/,
  );
  folder.write('.pre-commit-config.yaml', 'fail_fast: true\n');
  assert.equal(
    (await callCli(['init'], { cwd })).stderr,
    'design-docs: The hook cannot be added to .pre-commit-config.yaml. It has no “repos” list. Fix the file and run this command again.\n',
  );
  assert.equal(
    (await callCli(['init'], { cwd: join(cwd, 'docs') })).stderr,
    `design-docs: The current folder is not the root of its repository. Run this command in ${cwd}.\n`,
  );
  assert.ok(!existsSync(join(cwd, '.design-docs.yaml')));
  folder.write('.pre-commit-config.yaml', 'repos: []\n');
  folder.write('.github', 'a file where a folder is needed');
  const blocked = await callCli(['init'], { cwd });
  assert.equal(blocked.code, 2);
  assert.match(blocked.stderr, new RegExp(`^design-docs: ${WORKFLOW} cannot be written: .*\n$`));
});

describe('the hook is added to the pre-commit configuration', () => {
  const entry = preCommitEntry('1.2.3');
  const add = (text: string): string | undefined => insertHook(text, 'design-docs', entry);

  test('after the other hooks, with their indentation, and nothing else changes', () => {
    const before = `# ours
repos:
-   repo: https://example.com/hooks  # pinned
    rev: v1
    hooks:
    -   id: a
        args: [--x]   # why
# last words

fail_fast: true
`;
    assert.equal(
      add(before),
      before.replace(
        '# last words',
        `-   repo: https://github.com/design-docs/design-docs
    rev: v1.2.3
    hooks:
      - id: design-docs
# last words`,
      ),
    );
    assert.equal(add(before.replaceAll('\n', '\r\n')), add(before)?.replaceAll('\n', '\r\n'));
  });

  test('at the end of a file without a final line break, and in a flow list', () => {
    const repo = '  - repo: local\n    hooks: []';
    const added = `\n${entry.replace(/^(?=.)/gm, '  ')}`;
    assert.equal(add(`repos:\n${repo}`), `repos:\n${repo}${added}`);
    assert.equal(add('repos: []\n'), `repos:${added}`);
    assert.equal(
      add('repos: [{ repo: meta, hooks: [] }]\n'),
      `repos:\n  - { repo: meta, hooks: [] }${added}`,
    );
  });

  test('only once', () => {
    assert.equal(add(add('repos: []\n') ?? ''), undefined);
    assert.equal(add('repos: [{ repo: local, hooks: [{ id: design-docs, entry: mine }] }]\n'), undefined);
  });
});

test('init adds the hook to the file', async (t) => {
  const folder = repository(t, { '.pre-commit-config.yaml': 'repos: []\n' });
  const { path: cwd } = folder;
  const first = await callCli(['init', '--ci', 'none'], { cwd });
  assert.equal(first.stdout, `Wrote .design-docs.yaml.\nAdded the hook to .pre-commit-config.yaml.\n${NEXT}`);
  const [repo] = parse(folder.read('.pre-commit-config.yaml')).repos;
  assert.deepEqual(repo.hooks, [{ id: 'design-docs' }]);
  const second = await callCli(['init', '--ci', 'none'], { cwd });
  assert.match(second.stdout, /^\.pre-commit-config\.yaml already has the hook\.$/m);
});
