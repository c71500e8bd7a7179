import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { parse } from 'yaml';
import { runScript } from '../support/ci.ts';
import { callCli, diskFolder, type Folder, VERSION } from '../support/cli.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const DRAFT = '# Pay\n\n## Overview\nWe pay people.\n\n## Quality\n- Quality Level: production\n';
const WRITTEN = read('test/fixtures/written.md');

describe('the action', () => {
  const action = parse(read('action.yml'));
  const [step, ...others] = action.runs.steps as {
    run: string;
    env: Record<string, string>;
    shell: string;
  }[];
  assert.ok(step);

  /** Runs the step as GitHub does: each input, or its default, is in its environment variable. */
  function act(
    folder: Folder,
    inputs: Readonly<Record<string, string>> = {},
    GITHUB_ACTION_PATH = folder.path,
  ) {
    const values = Object.entries(action.inputs as Record<string, { default: string }>).map(
      ([name, { default: value }]) => [`inputs.${name}`, inputs[name] ?? value],
    );
    const known = new Map(values as [string, string][]);
    const env = Object.entries(step?.env ?? {}).map(([name, value]) => {
      const [, what = ''] = /^\$\{\{ ([\w.-]+) \}\}$/.exec(value) ?? [];
      assert.ok(known.has(what), value);
      return [name, known.get(what) as string];
    });
    mkdirSync(join(folder.path, '.summary'), { recursive: true });
    const GITHUB_STEP_SUMMARY = join(folder.path, '.summary/step.md');
    return runScript(step?.run ?? '', folder, {
      ...Object.fromEntries(env),
      GITHUB_STEP_SUMMARY,
      GITHUB_ACTION_PATH,
    });
  }

  const ownFiles = { 'package.json': JSON.stringify({ version: VERSION }) };

  test('is a single step whose script does not interpolate inputs', () => {
    assert.equal(action.runs.using, 'composite');
    assert.deepEqual(others, []);
    assert.equal(step.shell, 'bash');
    assert.ok(!step.run.includes('${{'));
  });

  test('fails an unfinished document, passes a finished one, and writes a summary', (t) => {
    const folder = diskFolder(t, { ...ownFiles, 'docs/pay.md': DRAFT, 'other/done.md': WRITTEN });
    assert.equal(act(folder).code, 1);
    assert.equal(typeof folder.read('.summary/step.md'), 'string');
    assert.equal(act(folder, { paths: 'other\n' }).code, 0);
    assert.equal(act(folder, { paths: '  docs\n\n  other\n  !docs/pay.md\n' }).code, 0);
    assert.equal(act(folder, { version: VERSION }).code, 1);
    assert.equal(act(folder, { version: '9.9.9' }).code, 127, 'npx is called with that version');
  });

  test('without a version, uses the command line that is built in its repository', (t) => {
    const folder = diskFolder(t, { 'pay.md': WRITTEN });
    assert.deepEqual(act(folder, {}, root).code, 0);
    assert.equal(act(folder, { version: '9.9.9' }, root).code, 127);
  });

  test('passes options and gates through unchanged, and does not run commands in them', async (t) => {
    const folder = diskFolder(t, { ...ownFiles, 'a b.md': DRAFT });
    const json = '--format=json=out $(touch pwned).json';
    assert.equal(
      act(folder, { gate: 'progressive', args: `${json}\n--fail-on=error`, paths: 'a b.md' }).code,
      0,
    );
    const { files } = JSON.parse(folder.read('out $(touch pwned).json'));
    assert.deepEqual(files[0].path, 'a b.md');
    const paths = '$(touch pwned)\n`touch pwned`\n"; touch pwned #\n--fix';
    assert.equal(act(folder, { gate: '$(touch pwned)' }).code, 2);
    const refused = act(folder, { paths });
    assert.equal(refused.code, 2);
    assert.equal(
      refused.stderr,
      'design-docs: No Markdown file matches “$(touch pwned)”. Correct it, or omit it.\n',
    );
    assert.equal(
      act(folder, { paths: '--fix' }).stderr,
      'design-docs: No Markdown file matches “--fix”. Correct it, or omit it.\n',
    );
    assert.throws(() => folder.read('pwned'));
  });
});

test('the hook checks the files that pre-commit passes', async (t) => {
  const [hook, ...others] = parse(read('.pre-commit-hooks.yaml'));
  assert.deepEqual(others, []);
  assert.deepEqual([hook.id, hook.language, hook.types], ['design-docs', 'node', ['markdown']]);
  const [program, ...words] = hook.entry.split(' ');
  assert.ok(Object.hasOwn(JSON.parse(read('package.json')).bin, program));
  const { path: cwd } = diskFolder(t, {
    'docs/pay.md': DRAFT,
    'docs/new.md': DRAFT,
    'README.md': '# Hello\n',
  });
  const staged = await callCli([...words, ...(hook.args ?? []), 'docs/pay.md', 'README.md'], { cwd });
  assert.equal(staged.code, 1);
  assert.match(staged.stdout, /^docs\/pay\.md:/m);
  assert.doesNotMatch(staged.stdout, /new\.md/);
  assert.equal((await callCli([...words, 'README.md'], { cwd })).code, 0);
});

describe('docs/ci.md', () => {
  const page = read('docs/ci.md');
  const blocks = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = '']) => parse(text));

  test('uses the current version everywhere', () => {
    const named = [...page.matchAll(/design-docs(?:\/design-docs)?@v?([\w.]+)|rev: v([\w.]+)/g)];
    assert.ok(named.length >= 8);
    for (const [text, npm, rev] of named) assert.equal(npm ?? rev, VERSION, text);
  });

  test('uses only inputs that the action has', () => {
    const steps = blocks.filter(Array.isArray).flat();
    assert.equal(steps.length, 1);
    const { inputs } = parse(read('action.yml'));
    for (const name of Object.keys(steps[0].with)) assert.ok(Object.hasOwn(inputs, name), name);
    const rows = [...page.matchAll(/^\| `([\w-]+)` \| /gm)].map(([, name]) => name);
    assert.deepEqual(rows, Object.keys(inputs));
  });

  for (const [name, job] of jobsOf(blocks)) {
    for (const script of job) {
      test(`the script line of ${name} works: ${script}`, (t) => runsAsShown(t, script));
    }
  }
});

/** The script lines that run the command line, by the name of their job. */
function jobsOf(blocks: readonly unknown[]): Map<string, string[]> {
  interface Job {
    readonly script?: readonly string[];
    readonly after_script?: readonly string[];
    readonly steps?: readonly { readonly run?: string }[];
  }
  const jobs = new Map<string, string[]>();
  for (const block of blocks as readonly Record<string, Record<string, Job> & Job>[]) {
    for (const [name, job] of Object.entries(block['jobs'] ?? block) as [string, Job][]) {
      const lines = [
        ...(job.script ?? []),
        ...(job.after_script ?? []),
        ...(job.steps ?? []).flatMap(({ run }) => run ?? []),
      ];
      if (lines.length > 0) jobs.set(name, [...(jobs.get(name) ?? []), ...lines]);
    }
  }
  return jobs;
}

/**
 * Runs a script line with the variables of GitHub or GitLab, for all shards. Together, the shards fail because of the
 * draft.
 */
function runsAsShown(t: TestContext, script: string): void {
  const folder = diskFolder(t, { 'docs/pay.md': DRAFT, 'docs/done.md': WRITTEN });
  mkdirSync(join(folder.path, '.summary'));
  const env = { GITHUB_STEP_SUMMARY: join(folder.path, '.summary/step.md'), CI_NODE_TOTAL: '2' };
  const [, of] = /--shard "\$\w+\/(\d|\$CI_NODE_TOTAL)/.exec(script) ?? ['', '1'];
  const count = of === '$CI_NODE_TOTAL' ? env.CI_NODE_TOTAL : of;
  const parts = Array.from({ length: Number(count) }, (_, at) => String(at + 1));
  const joined = /--merge .*=\S*html/.test(script) ? 'report' : 'check --gate level';
  if (script.includes('--merge')) {
    for (const part of ['1', '2'])
      runScript(
        `npx --yes design-docs@${VERSION} ${joined} --shard ${part}/2 --format json=part-${part}.json`,
        folder,
      );
  }
  const codes = parts.map((part) => {
    const own = { ...env, PART: part, CI_NODE_INDEX: part };
    const ended = runScript(script, folder, own);
    assert.equal(ended.stderr, '');
    for (const [, file = ''] of script.matchAll(/--format "?\w+=([$\w./-]+)/g)) {
      const written = file.replace(/\$(\w+)/g, (_, name: string) => own[name as keyof typeof own]);
      assert.equal(typeof folder.read(written.replace(`${folder.path}/`, '')), 'string');
    }
    return ended.code;
  });
  const gates = script.includes(' check ') || (script.includes('--merge') && joined !== 'report');
  const failing = gates ? 1 : 0;
  assert.deepEqual(
    [Math.max(...codes.map(Number)), codes.filter((code) => code === 1).length],
    [failing, failing],
  );
}
