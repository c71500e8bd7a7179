import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { build } from '../esbuild.mjs';
import { root } from './editor/prepare.ts';

const budget = 600 * 1024;

/** Packages the built bundles as a VSIX in the project's root and returns its path. Throws if it is over its budget. */
export async function packageVsix(): Promise<string> {
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const path = join(root, `${name}-${version}.vsix`);
  await createVSIX({ cwd: root, packagePath: path, dependencies: false });
  const { size } = statSync(path);
  console.log(`${path}: ${Math.ceil(size / 1024)} of ${budget / 1024} KB`);
  if (size > budget)
    throw new Error('The package is over its budget. Check which files .vscodeignore includes.');
  return path;
}

if (process.argv[1] === import.meta.filename) {
  await build();
  await packageVsix();
}
