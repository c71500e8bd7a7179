import type { Markdown } from '../../markdown/markdown.ts';
import { readTemplateDirective } from '../../structure/directives.ts';
import { escapeSnippet } from '../snippet.ts';
import { commentAround } from './comment-around.ts';
import type { Completion, TemplateName } from './entry.ts';
import type { CursorContext } from './place.ts';

/** Directives inside `<!--`. Those that name a template are offered only if no other comment names one. */
export function completeDirectives(
  { text, blocks }: Markdown,
  cursor: CursorContext,
  templates: readonly TemplateName[],
): readonly Completion[] {
  const isNamed = blocks.some(
    (block) =>
      block.kind === 'comment' &&
      (block.end <= cursor.lineStart || block.start > cursor.offset) &&
      readTemplateDirective(text.slice(block.body.start, block.body.end)),
  );
  const naming = templates.map(({ id, title }) => [`design-docs: template=${id}`, title] as const);
  const off = ['design-docs: off', 'this file is not a design document'] as const;
  const entry = (label: string, detail: string, newText: string): Completion[] => {
    const around = commentAround(cursor, newText);
    const edit = around && { ...around, newText };
    return edit
      ? [{ kind: 'directive', label, detail, documentation: '', edit, filterText: `<!-- ${label}` }]
      : [];
  };
  return [
    ...(isNamed ? [] : [...naming, off]).flatMap(([label, detail]) =>
      entry(label, detail, `<!-- ${escapeSnippet(label)} -->`),
    ),
    ...entry(
      'design-docs-disable',
      'turn off a rule for the next section or block, or for the file',
      `<!-- design-docs-disable \${1:RULE}: \${2:reason} -->`,
    ),
  ];
}
