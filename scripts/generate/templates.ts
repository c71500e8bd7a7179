import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type StoredTemplate, storeTemplate } from '../../server/src/template/template-file.ts';

/** The built-in templates. The first one applies to documents that are recognized without naming a template. */
export function readTemplateFiles(root: string): StoredTemplate[] {
  const folder = join(root, 'templates');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .sort(
      (a, b) =>
        Number(b === 'technical-design.md') - Number(a === 'technical-design.md') || a.localeCompare(b),
    )
    .map((name) => storeTemplate(basename(name, '.md'), readFileSync(join(folder, name), 'utf8')));
}

/** The source of the module with the built-in templates. Their YAML is parsed here, not at run time. */
export function builtinTemplates(files: readonly StoredTemplate[]): string {
  return [
    '// Generated from templates/ by `npm run generate`; do not edit.',
    "import type { StoredTemplate } from './template-file.ts';",
    '',
    `export const BUILTIN_TEMPLATES: readonly StoredTemplate[] = ${JSON.stringify(files, undefined, 2)};`,
    '',
  ].join('\n');
}
