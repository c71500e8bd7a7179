import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RULES } from '../server/src/rules/index.ts';
import { loadTemplate } from '../server/src/template/template-file.ts';
import { generateManifest } from './generate/manifest.ts';
import { fillParts, settingsTable } from './generate/readme.ts';
import { rulePage, ruleTable } from './generate/rule-pages.ts';
import { snippets } from './generate/snippets.ts';
import { builtinTemplates, readTemplateFiles } from './generate/templates.ts';

/**
 * The only writer of derived files. With `--check` it writes nothing, names every file that is not current and exits
 * with 1 if there is one.
 */
const root = join(import.meta.dirname, '..');

function derive(): Map<string, string> {
  const files = readTemplateFiles(root);
  const manifest = generateManifest(root);
  const parts = new Map([
    ['rules', ruleTable(RULES)],
    ['settings', settingsTable(manifest)],
  ]);
  return new Map([
    ['server/src/template/builtin.generated.ts', builtinTemplates(files)],
    ['package.json', manifest],
    ['README.md', fillParts(readFileSync(join(root, 'README.md'), 'utf8'), parts)],
    ...files.map((file) => [`snippets/${file.id}.code-snippets`, snippets(loadTemplate(file))] as const),
    ...RULES.map((rule) => [`docs/rules/${rule.id}.md`, rulePage(rule)] as const),
  ]);
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
