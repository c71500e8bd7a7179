import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { CLI, type Ended, type Folder, VERSION } from './cli.ts';

/**
 * Runs a script as CI services do, in a shell that ends at the first failure. In the place of npx stands a script that
 * runs the built command line if it is asked for this version of it, and fails else.
 */
export function runScript(script: string, folder: Folder, env: Readonly<Record<string, string>> = {}): Ended {
  folder.write(
    '.bin/npx',
    `#!/bin/sh
[ "$1 $2" = "--yes design-docs@${VERSION}" ] || { echo "npx $*" >&2; exit 127; }
shift 2
exec "${process.execPath}" "${CLI}" "$@"
`,
  );
  chmodSync(join(folder.path, '.bin/npx'), 0o755);
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script],
    {
      cwd: folder.path,
      encoding: 'utf8',
      env: { ...process.env, PATH: join(folder.path, '.bin') + delimiter + process.env['PATH'], ...env },
    },
  );
  return { code: status, stdout, stderr };
}
