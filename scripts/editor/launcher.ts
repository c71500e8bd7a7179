#!/usr/bin/env node
// Replaces the executable of VS Code: `@vscode/test-electron` starts this script with the arguments of VS Code.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openEditor } from './open.ts';
import { testSettings } from './server.ts';

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: 'string', multiple: true },
    extensionDevelopmentKind: { type: 'string' },
    extensionTestsPath: { type: 'string' },
    'extensions-dir': { type: 'string' },
    'user-data-dir': { type: 'string' },
  },
});

const minutesAllowed = 10;
process.exit(await run());

/** Runs the tests and returns their exit code, or 130 if a signal stopped them. */
async function run(): Promise<number> {
  let exit = (_code: number): void => {};
  const exitCode = new Promise<number>((resolve) => {
    exit = resolve;
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => exit(130));
  setTimeout(() => {
    console.error(`The tests did not end in ${minutesAllowed} minutes.`);
    exit(1);
  }, minutesAllowed * 60_000);
  const editor = await openEditor({
    folder: resolve(positionals[0] ?? '.'),
    extensions: paths(values.extensionDevelopmentPath),
    host: values.extensionDevelopmentKind === 'web' ? 'web' : 'node',
    extensionsFolder: path(values['extensions-dir']),
    userFolder: path(values['user-data-dir']),
    settings: testSettings,
    size: { width: 800, height: 600 },
    tests: { path: path(values.extensionTestsPath) ?? '', log: console.log, exit },
  });
  const code = await Promise.race([exitCode, editor.ended.then(() => 1)]);
  await editor.close();
  return code;
}

function paths(values: unknown): string[] {
  return Array.isArray(values) ? values.flatMap((value) => path(value) ?? []) : [];
}

function path(value: unknown): string | undefined {
  return typeof value === 'string' && value ? resolve(value) : undefined;
}
