import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './editor/prepare.ts';

/**
 * Checks every regular expression again, which `npm test` does only for new ones. Then runs the property tests
 * repeatedly, each time with other and more cases than `npm test`, until one fails or the given number of minutes (10
 * by default) is over. Prints the failing case, which should become a fixture.
 */
const minutes = Number(process.argv[2] ?? 10);
const files = globSync('test/**/*.test.ts', { cwd: root }).filter((file) =>
  readFileSync(join(root, file), 'utf8').includes('support/property.ts'),
);
const end = Date.now() + minutes * 60_000;
let rounds = 0;
hunt(['test/regular-expressions.test.ts']);
while (Date.now() < end && process.exitCode === undefined) {
  hunt(files);
  rounds++;
}
console.log(
  `${files.length} files, ${rounds} rounds, ${process.exitCode ? 'a test failed' : 'no test failed'}`,
);

function hunt(testFiles: readonly string[]): void {
  const { status, stdout } = spawnSync(process.execPath, ['--test', '--test-reporter=dot', ...testFiles], {
    cwd: root,
    env: { ...process.env, HUNT: '1' },
    encoding: 'utf8',
  });
  if (status === 0) return;
  console.log(stdout);
  process.exitCode = 1;
}
