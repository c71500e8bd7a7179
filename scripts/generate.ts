import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { builtinTemplates, readTemplateFiles } from './generate/templates.ts';

/**
 * The only writer of derived files. With `--check` it writes nothing, names every file that is not current and exits
 * with 1 if there is one.
 */
const root = join(import.meta.dirname, '..');

function derive(): Map<string, string> {
  const templates = readTemplateFiles(root);
  return new Map([['server/src/template/builtin.generated.ts', builtinTemplates(templates)]]);
}

function current(path: string): string | undefined {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

const stale = [...derive()].filter(([path, content]) => current(path) !== content);
if (process.argv.includes('--check')) {
  for (const [path] of stale) console.error(`${path} is not current: run npm run generate.`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [path, content] of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
    console.log(`wrote ${path}`);
  }
}
