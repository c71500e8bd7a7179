import type { DesignDocument } from '../../document/document.ts';
import { completeDirectives } from './directives.ts';
import type { Completion, Known } from './entry.ts';
import { completeMarkers } from './markers.ts';
import type { Place } from './place.ts';
import { completeSuppressions } from './suppressions.ts';

/** The comments that mean something here: phase markers, and what an author says to this tool. */
export function completeComments(
  document: DesignDocument,
  place: Place,
  trigger: string | undefined,
  { templates, findings }: Known,
): readonly Completion[] | undefined {
  if (!isBlock(document, place)) return undefined;
  const rules = trigger === ':' ? undefined : completeSuppressions(document, place, findings);
  if (rules) return rules;
  if ((trigger === ':' || trigger === ' ') && !isBehindName(place, trigger)) return undefined;
  if (/design-docs-disable/.test(place.before)) return undefined;
  const markers = completeMarkers(document, place);
  // A lone `<` may become a tag, and most comments here are phase markers.
  if (!place.before.includes('<!')) return markers;
  return [...markers, ...completeDirectives(document.markdown, place, templates)];
}

/** Whether a directive is begun and what it says is to follow: `<!-- design-docs:`. */
export function isBehindName({ before }: Place, trigger: string): boolean {
  return (trigger === ':' || trigger === ' ') && /<!--\s*design-docs: ?$/.test(before);
}

/** Whether a comment on the cursor's line stands for itself; in a list it is a part of the item. */
function isBlock({ markdown }: DesignDocument, { lineStart, offset, before, after }: Place): boolean {
  const indent = before.indexOf('<');
  const edit = { start: lineStart + indent, end: offset + after.length, newText: '<!-- -->' };
  return markdown.edit([edit]).blocks.some(({ start }) => start === edit.start);
}
