import type { DesignDocument } from '../document/document.ts';
import { markerTextOf } from '../document/edits/markers.ts';
import type { MarkerUse } from '../document/markers.ts';
import type { Section } from '../structure/sections.ts';
import { fold } from '../text/fold.ts';
import type { Range } from '../text/range.ts';

/**
 * The well-formed marker that counts for each section. If there are several, it is the one that the template has, or
 * else the one closest to the heading.
 */
export function decidingMarkers({
  markers,
  binding,
  template,
  markdown,
}: DesignDocument): Map<Section, MarkerUse> {
  const deciding = new Map<Section, MarkerUse>();
  for (const use of markers) {
    if (!use.section || !use.marker) continue;
    const known = binding.templates.get(use.section);
    const chosen = deciding.get(use.section);
    const isTemplates = ({ comment }: MarkerUse): boolean =>
      known !== undefined && markdown.slice(comment.start, comment.end) === markerTextOf(template, known);
    if (!chosen || !isTemplates(chosen)) deciding.set(use.section, use);
  }
  return deciding;
}

/** Whether all words of a comment are from the template's phases and levels. Removing it then loses no text of the author. */
export function saysOnlyPhases(
  { template, markdown }: Pick<DesignDocument, 'template' | 'markdown'>,
  { start, end }: Range,
): boolean {
  const markers = template.sections.map((known) => markerTextOf(template, known) ?? '');
  const known = [...template.phases, ...template.levels].map(({ name }) => name);
  const words = new Set(wordsOf([...markers, ...known].join(' ')));
  return wordsOf(markdown.slice(start, end)).every((word) => words.has(word) || /^\d+$/.test(word));
}

function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}
