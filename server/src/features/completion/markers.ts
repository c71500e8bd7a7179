import { type BoundSection, boundOf, type DesignDocument } from '../../document/document.ts';
import { markerTextOf } from '../../document/edits/markers.ts';
import { escapeSnippet } from '../snippet.ts';
import { commentAround } from './comment-around.ts';
import type { Completion } from './entry.ts';
import type { CursorContext } from './place.ts';

/** The template's phase markers inside `<!--`. The one for the heading below or the next missing section comes first. */
export function completeMarkers(document: DesignDocument, cursor: CursorContext): readonly Completion[] {
  const { template } = document;
  const best = sectionFor(document, cursor.offset);
  const markers = new Map<string, string[]>();
  for (const known of template.sections) {
    const marker = markerTextOf(template, known);
    if (marker) markers.set(marker, [...(markers.get(marker) ?? []), known.title]);
  }
  const first = best && markerTextOf(template, best.known);
  const sorted = [...markers].sort(
    ([a], [b]) => Number(b === first) - Number(a === first) || a.localeCompare(b),
  );
  return sorted.flatMap(([marker, titles]) => {
    const around = commentAround(cursor, marker);
    if (!around) return [];
    return {
      kind: 'marker',
      label: marker.replace(/^<!--|-->$/g, '').trim(),
      detail: titles.join(', '),
      documentation: '',
      edit: { ...around, newText: escapeSnippet(marker) },
      filterText: marker,
      preselect: marker === first,
    };
  });
}

/** The section whose heading directly follows the cursor; otherwise the next missing section. */
function sectionFor(document: DesignDocument, offset: number): BoundSection | undefined {
  const { outline, sections, markdown } = document;
  const below = outline.sections.find((section) => section.heading.start >= offset);
  const between = below && markdown.text.slice(offset, below.heading.start).replace(/^[^\r\n]*/, '');
  if (below && between?.trim() === '') return boundOf(document, below);
  const before = outline.sections.findLast((section) => section.heading.end <= offset);
  const index = boundOf(document, before)?.known.index ?? -1;
  const missing = sections.filter((bound) => bound.state === 'missing' && bound.need !== 'none');
  return missing.find((bound) => bound.known.index > index) ?? missing[0];
}
