import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { listFiles, PackageManager } from '@vscode/vsce';

const root = join(import.meta.dirname, '../..');

interface Locked {
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

for (const file of ['package-lock.json', 'scripts/node/package-lock.json'])
  test(`every package in ${file} has a SHA-512 hash and does not come from Git, a local file, or plain HTTP`, () => {
    const { packages } = JSON.parse(readFileSync(join(root, file), 'utf8')) as {
      readonly packages: Readonly<Record<string, Locked>>;
    };
    const { '': self, ...others } = packages;
    assert.ok(self && Object.keys(others).length > 0);
    const unknown = Object.entries(others).filter(
      ([, { integrity, resolved, link }]) =>
        !/^sha512-[A-Za-z\d+/]{86}==$/.test(integrity ?? '') ||
        link ||
        /^(?:git|file|http:)/.test(resolved ?? ''),
    );
    assert.deepEqual(unknown, []);
  });

test('the manifest pins every dependency to one version, and the extension has no runtime dependencies', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  assert.equal(manifest.dependencies, undefined);
  for (const [name, version] of Object.entries(manifest.devDependencies))
    assert.match(String(version), /^\d+\.\d+\.\d+$/, name);
});

test('the VSIX contains exactly the files that the extension needs', async () => {
  const files = (await listFiles({ cwd: root, packageManager: PackageManager.None })).map((file) =>
    file.replaceAll('\\', '/'),
  );
  const expected = [
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'dist/client.js',
    'dist/licenses.txt',
    'dist/server.js',
    'dist/server/main.js',
    'media/icon.png',
    'media/phases.svg',
    'media/preview.css',
    'package.json',
    'snippets/technical-design.code-snippets',
    'syntaxes/design-docs.injection.tmLanguage.json',
    ...globSync(['docs/rules/*.md', 'media/walkthrough/*.png', 'templates/*.md'], { cwd: root }),
  ];
  assert.deepEqual(files.sort(), expected.map((file) => file.replaceAll('\\', '/')).sort());
  const manifest = readFileSync(join(root, 'package.json'), 'utf8');
  const named = [...manifest.matchAll(/"\.\/([^"]+)"/g)].map(([, path]) => path ?? '');
  assert.ok(named.includes('dist/client.js'));
  assert.deepEqual(
    named.filter((path) => !files.includes(path)),
    [],
  );
});

test('SECURITY.md links every promise to an existing test, and the README links to it', () => {
  const text = readFileSync(join(root, 'SECURITY.md'), 'utf8');
  const promises = text.split('\n').filter((line) => line.startsWith('| **'));
  assert.ok(promises.length >= 9);
  for (const promise of promises) assert.match(promise, /\]\(test\/[\w/-]+\.test\.ts\)/);
  const linked = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, path]) => path ?? '');
  assert.deepEqual(
    linked.filter((path) => !existsSync(join(root, path))),
    [],
  );
  assert.ok(readFileSync(join(root, 'README.md'), 'utf8').includes('](SECURITY.md)'));
});
