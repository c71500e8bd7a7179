import type { Markdown } from '../markdown/markdown.ts';
import { readTemplateDirective } from '../template/comment-directives.ts';
import { lineBreakOf } from '../text/lines.ts';
import type { TextEdit } from '../text/range.ts';

/** The edit that writes the directive by which a file is a design document: in place of an older one, else on top. */
export function useTemplate(markdown: Markdown, template: string): TextEdit {
  const { text, blocks, frontMatter } = markdown;
  const directive = `<!-- design-docs: template=${template} -->`;
  for (const block of blocks) {
    if (block.kind !== 'comment') continue;
    if (!readTemplateDirective(text.slice(block.body.start, block.body.end))) continue;
    return { start: block.start, end: block.end, newText: directive };
  }
  const lineBreak = lineBreakOf(text);
  if (frontMatter) return { start: frontMatter.end, end: frontMatter.end, newText: lineBreak + directive };
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  return { start, end: start, newText: directive + lineBreak };
}
