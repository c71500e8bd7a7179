import type { DesignDocument } from '../document/document.ts';
import type { MarkerUse } from '../document/markers.ts';
import { markerTextOf } from '../document/phase-markers.ts';
import type { Section } from '../template/outline.ts';

/**
 * The one well-formed marker that speaks for each section: of several, the one that the template has, else the one
 * nearest to the heading.
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
      known !== undefined &&
      markdown.text.slice(comment.start, comment.end) === markerTextOf(template, known);
    if (!chosen || !isTemplates(chosen)) deciding.set(use.section, use);
  }
  return deciding;
}
