import { globSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import type { ExtensionHost } from './editor/develop.ts';
import { root } from './editor/prepare.ts';

/** The folder of an extension that contains only the tests, because VS Code runs tests only from an extension. */
export const testExtension = (host: ExtensionHost): string => join(root, '.cache', 'e2e', host);

const support = join(root, 'test', 'e2e', 'support');

const platform: Readonly<Record<ExtensionHost, BuildOptions>> = {
  node: { platform: 'node', target: 'node20', external: ['vscode', 'mocha'] },
  web: {
    platform: 'browser',
    target: 'es2022',
    external: ['vscode'],
    // Otherwise, Mocha's browser build would assign its API to the exports of the bundle.
    define: { exports: 'undefined' },
    alias: {
      mocha: join(support, 'mocha.browser.ts'),
      'node:assert/strict': join(support, 'assert.browser.ts'),
    },
  },
};

/**
 * Bundles `test/e2e/*.e2e.ts` for an extension host. Files named `*.node.e2e.ts` need Node and are not bundled for the
 * web worker host. Only tests whose titles contain `grep` run. The tests of the extension's activation run first.
 */
export async function bundleTests(host: ExtensionHost, grep = ''): Promise<void> {
  const folder = join(root, 'test', 'e2e');
  const isFirst = (file: string): number => Number(file.startsWith('start.'));
  const files = globSync('*.e2e.ts', { cwd: folder })
    .filter((file) => host === 'node' || !file.endsWith('.node.e2e.ts'))
    .sort((a, b) => isFirst(b) - isFirst(a) || a.localeCompare(b));
  const contents = `import { runTests } from './support/index.ts';
export const run = () => runTests(${JSON.stringify(grep)}, () => {
${files.map((file) => `  require('./${basename(file)}');`).join('\n')}
});`;
  const extension = testExtension(host);
  await build({
    ...platform[host],
    stdin: { contents, resolveDir: folder, loader: 'ts' },
    outfile: join(extension, 'index.js'),
    bundle: true,
    format: 'cjs',
    logLevel: 'warning',
  });
  await mkdir(extension, { recursive: true });
  const manifest = {
    name: 'e2e',
    publisher: 'design-docs',
    version: '0.0.0',
    type: 'commonjs',
    engines: { vscode: '^1.91.0' },
    main: 'index.js',
    browser: 'index.js',
  };
  await writeFile(join(extension, 'package.json'), JSON.stringify(manifest));
}
