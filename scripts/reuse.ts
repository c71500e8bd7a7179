import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { BoundSection } from '../server/src/document/document.ts';
import { type Markdown, parseMarkdown } from '../server/src/markdown/markdown.ts';
import { createService } from '../server/src/service/service.ts';
import { DEFAULT_SETTINGS } from '../server/src/settings.ts';
import { builtinTemplates, plainEnvironment } from '../server/src/workspace/environment.ts';

/**
 * `npm run reuse -- FILE --at OFFSET [--delete COUNT] [--insert TEXT]` makes an edit in a document of a built-in
 * template, and prints how many chunks, sections, and bound sections are the same objects as before and which ones are
 * new. The file itself does not change. OFFSET and COUNT are UTF-16 code units.
 */
export function reuse(
  name: string,
  text: string,
  edit: { start: number; end: number; newText: string },
): string {
  const service = createService({
    onRuleError(rule, error) {
      throw new Error(`The rule ${rule} failed.`, { cause: error });
    },
  });
  const environment = plainEnvironment(DEFAULT_SETTINGS, builtinTemplates());
  const read = (markdown: Markdown) => service.analyze({ uri: `file:///${name}`, markdown, environment });
  const before = read(parseMarkdown(text));
  const after = read(before.markdown.edit([edit]));
  if (!before.document || !after.document)
    return `${name} is not a design document of a built-in template.\n`;
  const known = new Set<unknown>([
    ...before.markdown.chunks.list,
    ...before.document.outline.nodes,
    ...before.document.sections,
  ]);
  const isNew = (each: unknown): boolean => !known.has(each);
  const sections = after.document.outline.nodes.filter(isNew).map(({ part }) => part.title);
  const bound = after.document.sections.filter(isNew).map(titleOf);
  return [
    counted('Chunks', after.markdown.chunks.list.filter(isNew).length, after.markdown.chunks.list.length),
    counted('Sections', sections.length, after.document.outline.nodes.length, sections),
    counted('Bound sections', bound.length, after.document.sections.length, bound),
    `Findings: ${before.findings.length} before, ${after.findings.length} after; all rules ran again.`,
    '',
  ].join('\n');
}

function titleOf({ known, state }: BoundSection): string {
  return `${known.title} (${state})`;
}

function counted(what: string, made: number, of: number, names: readonly string[] = []): string {
  const list = names.length > 0 ? `: ${names.join(', ')}` : '';
  return `${what}: ${of - made} reused, ${made} new${list}`;
}

function main(args: readonly string[]): void {
  const { values, positionals } = parseArgs({
    args: args.filter((arg) => arg !== '--'),
    allowPositionals: true,
    options: {
      at: { type: 'string' },
      delete: { type: 'string', default: '0' },
      insert: { type: 'string', default: '' },
    },
  });
  const [file] = positionals;
  const [start, length] = [Number(values.at), Number(values.delete)];
  if (
    file === undefined ||
    !Number.isInteger(start) ||
    start < 0 ||
    !Number.isInteger(length) ||
    length < 0
  ) {
    console.error('Usage: npm run reuse -- FILE --at OFFSET [--delete COUNT] [--insert TEXT]');
    process.exitCode = 2;
    return;
  }
  const text = readFileSync(file, 'utf8');
  if (start + length > text.length) {
    console.error(
      `${file} has ${text.length} UTF-16 code units, so an edit cannot end at ${start + length}.`,
    );
    process.exitCode = 2;
    return;
  }
  process.stdout.write(reuse(basename(file), text, { start, end: start + length, newText: values.insert }));
}

if (import.meta.main) main(process.argv.slice(2));
