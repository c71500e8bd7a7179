import { boundOf, type DesignDocument } from '../../document/document.ts';
import type { TemplateSection } from '../../template/template.ts';
import { contains, type Range } from '../../text/range.ts';

/** The template's section that the heading at a place is, or that it is one of many of. */
export function knownAt(document: DesignDocument, offset: number): TemplateSection | undefined {
  const section = document.outline.sections.find(({ heading }) => contains(heading, offset));
  if (!section) return undefined;
  return boundOf(document, section)?.known ?? document.binding.repeats.get(section);
}

/** Where the heading at a place comes from, in offsets of the template as it is stored. */
export function templatePlace(document: DesignDocument, offset: number): Range | undefined {
  const known = knownAt(document, offset);
  if (!known) return undefined;
  const { start, end } = known.source.heading;
  return { start, end };
}
