import { parseMarkdown } from '../../server/src/markdown/markdown.ts';
import { createService, type Service, type Source } from '../../server/src/service.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../server/src/settings.ts';
import { builtinTemplates, plainEnvironment } from '../../server/src/workspace/environment.ts';

/** The engine as an editor has it; a rule that throws fails the test. */
export const SERVICE: Service = createService({
  onRuleError(rule, error) {
    throw new Error(`${rule} threw`, { cause: error });
  },
});

const BUILTIN = builtinTemplates();

/** A file where no config file is, with some settings. */
export function sourceOf(uri: string, text: string, settings: Settings = DEFAULT_SETTINGS): Source {
  return { uri, markdown: parseMarkdown(text), environment: plainEnvironment(settings, BUILTIN) };
}

/** A file that is at least a candidate by its name, so that the editor helps even before it shows any sign. */
export function designDoc(text: string): Source {
  return sourceOf('file:///home/design-doc.md', text);
}

/** A document with its cursor, `$0`, taken out. */
export function atCursor(marked: string): { readonly source: Source; readonly offset: number } {
  const offset = marked.indexOf('$0');
  if (offset < 0 || marked.indexOf('$0', offset + 1) >= 0) throw new Error('a document has one cursor, $0');
  return { source: designDoc(marked.slice(0, offset) + marked.slice(offset + 2)), offset };
}

/** The document as it reads whatever its line breaks and its byte order mark; all line breaks must be of one kind. */
export function plain(text: string): string {
  const breaks = new Set(text.match(/\r\n|\r|\n/g));
  if (breaks.size > 1) throw new Error(`mixed line breaks: ${JSON.stringify(text)}`);
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}
