import type { Markdown } from '../markdown/markdown.ts';
import { readTemplateDirective } from '../template/comment-directives.ts';
import type { Completion } from './completion.ts';
import type { Place } from './place.ts';
import { escapeSnippet } from './snippet.ts';

/** A template as directives and front matter name it. */
export interface TemplateName {
  readonly id: string;
  readonly title: string;
}

/** The comments by which an author speaks to this tool, inside `<!--`; what names a template only where none does. */
export function completeDirectives(
  { text, blocks }: Markdown,
  { lineStart, offset, before, after }: Place,
  templates: readonly TemplateName[],
): readonly Completion[] {
  const start = lineStart + before.indexOf('<');
  // The rest of a directive, or what the editor has closed by itself, is replaced; words of another comment are not.
  const rest = /^[\w.=:"'-]*[ \t]*(?:--)?>/.exec(after)?.[0] ?? /^[\w.=:"'-]*$/.exec(after.trimEnd())?.[0];
  if (rest === undefined) return [];
  const isNamed = blocks.some(
    (block) =>
      block.kind === 'comment' &&
      (block.end <= lineStart || block.start > offset) &&
      readTemplateDirective(text.slice(block.body.start, block.body.end)),
  );
  const naming = templates.map(({ id, title }) => [`design-docs: template=${id}`, title] as const);
  const off = ['design-docs: off', 'this file is no design document'] as const;
  const entry = (label: string, detail: string, newText: string): Completion => ({
    kind: 'directive',
    label,
    detail,
    documentation: '',
    edit: { start, end: offset + rest.length, newText },
    filterText: `<!-- ${label}`,
  });
  return [
    ...(isNamed ? [] : [...naming, off]).map(([label, detail]) =>
      entry(label, detail, `<!-- ${escapeSnippet(label)} -->`),
    ),
    entry(
      'design-docs-disable',
      'a rule for the section, block or file that follows',
      `<!-- design-docs-disable \${1:RULE}: \${2:reason} -->`,
    ),
  ];
}
