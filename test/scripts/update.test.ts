import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { fixtureTests } from '../../scripts/tests/update.ts';

const root = join(import.meta.dirname, '../..');
const EXAMPLES = pathToFileURL(join(root, 'test/document/examples.ts')).href;
const FENCE = '`'.repeat(8);

/** A test whose result is the input in upper case. It fails for an input with the word “broken”. */
const TEST = `import { testExamples } from '${EXAMPLES}';

for (const name of ['wrong.md', 'right.md'])
  testExamples(new URL(\`words/\${name}\`, import.meta.url), (input) => {
    if (input.includes('broken')) throw new Error('This input is broken.');
    return input.replace('\\uFEFF', '').trim().toUpperCase();
  });
`;

function example(name: string, input: string, expected: string): string {
  return `## ${name}\n\n${FENCE}\n${input}\n.\n${expected}\n${FENCE}\n`;
}

const RIGHT = example('A', 'a right one', 'A RIGHT ONE');
const WRONG = `# Words \n\n${example('B', 'b', 'b')}\n${RIGHT.replace('## A', '## C')}\n${example('D', 'd', 'x\ny')}`;
const CORRECTED = `# Words \n\n${example('B', 'b', 'B')}\n${RIGHT.replace('## A', '## C')}\n${example('D', 'd', 'D')}`;

test('rewrites only fixtures that differ, and only after confirmation', (t) => {
  const project = projectWith(t, { 'right.md': RIGHT, 'wrong.md': WRONG });
  const asked = project.update({});
  assert.equal(asked.code, 1);
  assert.match(asked.output, /^--- a\/test\/words\/wrong\.md\n\+\+\+ b\/test\/words\/wrong\.md\n/m);
  assert.match(asked.output, /^-b\n\+B\n/m);
  assert.match(asked.output, /To change: 2 expectations in 1 file\.\nNothing was written\./);
  assert.equal(project.read('wrong.md'), WRONG);

  const elsewhere = project.update({ yes: true, only: 'words/right' });
  assert.equal(elsewhere.code, 0);
  assert.match(elsewhere.output, /No expectations differ from the results/);
  assert.equal(project.read('wrong.md'), WRONG);

  const confirmed = project.update({ yes: true, only: 'words/wrong' });
  assert.equal(confirmed.code, 0);
  assert.match(confirmed.output, /Wrote 1 file\. Running their tests again\.\nAll tests pass\./);
  assert.equal(project.read('wrong.md'), CORRECTED);
  assert.equal(project.isUntouched('right.md'), true);
});

test('reports a test that fails for another reason and keeps its fixture', (t) => {
  const broken = RIGHT.replace('a right one', 'a broken one');
  const project = projectWith(t, { 'right.md': broken, 'wrong.md': WRONG });
  const { code, output } = project.update({ yes: true });
  assert.equal(code, 1);
  assert.match(
    output,
    /Not updated: 1 test failed for another reason\.\n {2}test\/words\.test\.ts: A\n {4}This input is broken\./,
  );
  assert.equal(project.read('wrong.md'), CORRECTED);
  assert.equal(project.isUntouched('right.md'), true);
});

test('a pattern selects fixtures by their path, wherever their tests are', () => {
  const chosen = (pattern: string): string[] => fixtureTests(root, new RegExp(pattern));
  assert.deepEqual(chosen('golden'), ['test/document/corpus.test.ts']);
  assert.deepEqual(chosen('hover\\.test'), ['test/features/hover.test.ts']);
  assert.ok(chosen('missing-topic/cases').includes('test/rules/cases.test.ts'));
  assert.ok(chosen('other-templates').includes('test/features/completion.test.ts'));
  assert.deepEqual(chosen('no such fixture'), []);
});

function projectWith(t: TestContext, fixtures: Readonly<Record<string, string>>) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'design-docs-')));
  t.after(() => rmSync(folder, { recursive: true }));
  const pathOf = (name: string): string => join(folder, 'test/words', name);
  const files = { 'package.json': '{ "type": "module" }', 'test/words.test.ts': TEST };
  for (const [path, text] of Object.entries(files)) write(join(folder, path), text);
  for (const [name, text] of Object.entries(fixtures)) {
    write(pathOf(name), text);
    utimesSync(pathOf(name), 1, 1);
  }
  return {
    update: (options: object) => update(folder, options),
    read: (name: string): string => readFileSync(pathOf(name), 'utf8'),
    isUntouched: (name: string): boolean => statSync(pathOf(name)).mtimeMs === 1000,
  };
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Runs the command in a new process, because the test runner cannot run within a test. */
function update(folder: string, options: object): { readonly code: number | null; readonly output: string } {
  const command = pathToFileURL(join(root, 'scripts/tests/update.ts')).href;
  const script = join(folder, 'update.ts');
  const call = `updateFixtures(${JSON.stringify({ root: folder, ...options })})`;
  write(script, `import { updateFixtures } from '${command}';\nprocess.exitCode = await ${call};\n`);
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], {
    encoding: 'utf8',
    env: { ...env, NO_COLOR: '1' },
  });
  return { code: status, output: stdout + stderr };
}
