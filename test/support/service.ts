import { parseMarkdown } from '../../server/src/markdown/markdown.ts';
import { createService, type Service, type Source } from '../../server/src/service.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../server/src/settings.ts';
import { builtinTemplates, plainEnvironment } from '../../server/src/workspace/environment.ts';

/** A service as the editor uses it. A rule that throws fails the test. */
export const SERVICE: Service = createService({
  onRuleError(rule, error) {
    throw new Error(`${rule} threw`, { cause: error });
  },
});

const BUILTIN = builtinTemplates();

/** A file without a config file, with the given settings. */
export function sourceOf(uri: string, text: string, settings: Settings = DEFAULT_SETTINGS): Source {
  return { uri, markdown: parseMarkdown(text), environment: plainEnvironment(settings, BUILTIN) };
}

/**
 * A file whose name makes it at least a candidate, so that the editor offers help before its text shows signs of a
 * design document.
 */
export function designDoc(text: string): Source {
  return sourceOf('file:///home/design-doc.md', text);
}

/** A document and the offset of its cursor mark `$0`, which is removed from the text. */
export function atCursor(marked: string): { readonly source: Source; readonly offset: number } {
  const offset = marked.indexOf('$0');
  if (offset < 0 || marked.indexOf('$0', offset + 1) >= 0)
    throw new Error('the document must have exactly one cursor mark $0');
  return { source: designDoc(marked.slice(0, offset) + marked.slice(offset + 2)), offset };
}

/** The text without a byte order mark and with LF line breaks. Throws if its line breaks are mixed. */
export function plain(text: string): string {
  const breaks = new Set(text.match(/\r\n|\r|\n/g));
  if (breaks.size > 1) throw new Error(`mixed line breaks: ${JSON.stringify(text)}`);
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}
