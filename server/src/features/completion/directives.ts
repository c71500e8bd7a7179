import type { Markdown } from '../../markdown/markdown.ts';
import { readTemplateDirective } from '../../structure/directives.ts';
import { escapeSnippet } from '../snippet.ts';
import { commentAround } from './comment-around.ts';
import type { Completion, TemplateName } from './entry.ts';
import type { Place } from './place.ts';

/** The comments by which an author speaks to this tool, inside `<!--`; what names a template only where none does. */
export function completeDirectives(
  { text, blocks }: Markdown,
  place: Place,
  templates: readonly TemplateName[],
): readonly Completion[] {
  const isNamed = blocks.some(
    (block) =>
      block.kind === 'comment' &&
      (block.end <= place.lineStart || block.start > place.offset) &&
      readTemplateDirective(text.slice(block.body.start, block.body.end)),
  );
  const naming = templates.map(({ id, title }) => [`design-docs: template=${id}`, title] as const);
  const off = ['design-docs: off', 'this file is no design document'] as const;
  const entry = (label: string, detail: string, newText: string): Completion[] => {
    const around = commentAround(place, newText);
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
      'a rule for the section, block or file that follows',
      `<!-- design-docs-disable \${1:RULE}: \${2:reason} -->`,
    ),
  ];
}
