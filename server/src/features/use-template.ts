import type { Markdown } from '../markdown/markdown.ts';
import { readTemplateDirective } from '../structure/directives.ts';
import { lineBreakOf } from '../text/lines.ts';
import type { Range, TextEdit } from '../text/range.ts';

/**
 * The edit that writes the directive that names a file's template. It replaces an existing directive; otherwise it goes
 * below the title or the front matter if there is one, or at the top of the file.
 */
export function useTemplate(markdown: Markdown, template: string, title?: Range): TextEdit {
  const { text, blocks, frontMatter } = markdown;
  const directive = `<!-- design-docs: template=${template} -->`;
  for (const block of blocks) {
    if (block.kind !== 'comment') continue;
    if (!readTemplateDirective(text.slice(block.body.start, block.body.end))) continue;
    return { start: block.start, end: block.end, newText: directive };
  }
  const lineBreak = lineBreakOf(text);
  const above = title ?? frontMatter;
  if (above) return { start: above.end, end: above.end, newText: lineBreak + directive };
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  return { start, end: start, newText: directive + lineBreak };
}
