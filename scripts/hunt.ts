import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './editor/prepare.ts';

/**
 * Runs the property tests repeatedly, each time with other random cases, until one fails or the given number of minutes
 * (10 by default) is over. Prints the failing case, which should become a fixture.
 */
const minutes = Number(process.argv[2] ?? 10);
const files = globSync('test/**/*.test.ts', { cwd: root }).filter((file) =>
  readFileSync(join(root, file), 'utf8').includes('support/property.ts'),
);
const end = Date.now() + minutes * 60_000;
let rounds = 0;
while (Date.now() < end && process.exitCode === undefined) {
  const { status, stdout } = spawnSync(process.execPath, ['--test', '--test-reporter=dot', ...files], {
    cwd: root,
    env: { ...process.env, HUNT: '1' },
    encoding: 'utf8',
  });
  rounds++;
  if (status !== 0) {
    console.log(stdout);
    process.exitCode = 1;
  }
}
console.log(
  `${files.length} files, ${rounds} rounds, ${process.exitCode ? 'a test failed' : 'no test failed'}`,
);
