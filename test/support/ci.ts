import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { CLI, type CliResult, type Folder, VERSION } from './cli.ts';

/**
 * Runs a script as CI services do, in a shell that exits at the first failure. Replaces npx with a script that runs the
 * built command line if the requested package is this version of design-docs, and fails otherwise.
 */
export function runScript(
  script: string,
  folder: Folder,
  env: Readonly<Record<string, string>> = {},
): CliResult {
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
