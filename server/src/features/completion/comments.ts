import type { DesignDocument } from '../../document/document.ts';
import { completeDirectives } from './directives.ts';
import type { Completion, CompletionSources } from './entry.ts';
import { completeMarkers } from './markers.ts';
import type { CursorContext } from './place.ts';
import { completeSuppressions } from './suppressions.ts';

/** Completions for comments with a meaning: phase markers, directives, and suppressions. */
export function completeComments(
  document: DesignDocument,
  cursor: CursorContext,
  trigger: string | undefined,
  { templates, findings }: CompletionSources,
): readonly Completion[] | undefined {
  if (!isBlock(document, cursor)) return undefined;
  const rules = trigger === ':' ? undefined : completeSuppressions(document, cursor, findings);
  if (rules) return rules;
  if ((trigger === ':' || trigger === ' ') && !isAfterDirectiveName(cursor, trigger)) return undefined;
  if (/design-docs-disable/.test(cursor.before)) return undefined;
  const markers = completeMarkers(document, cursor);
  // A lone `<` may become a tag, and most of these comments are phase markers.
  if (!cursor.before.includes('<!')) return markers;
  return [...markers, ...completeDirectives(document.markdown, cursor, templates)];
}

/** Whether the cursor is right after the name of a directive: `<!-- design-docs:`. */
export function isAfterDirectiveName({ before }: CursorContext, trigger: string): boolean {
  return (trigger === ':' || trigger === ' ') && /<!--\s*design-docs: ?$/.test(before);
}

/** Whether a comment on the cursor's line is a block of its own and not, for example, part of a list item. */
function isBlock({ markdown }: DesignDocument, { lineStart, offset, before, after }: CursorContext): boolean {
  const indent = before.indexOf('<');
  const edit = { start: lineStart + indent, end: offset + after.length, newText: '<!-- -->' };
  return markdown.edit([edit]).blocks.some(({ start }) => start === edit.start);
}
