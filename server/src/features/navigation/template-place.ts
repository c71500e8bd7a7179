import { boundOf, type DesignDocument } from '../../document/document.ts';
import type { TemplateSection } from '../../template/template.ts';
import { contains, type Range } from '../../text/range.ts';

/** The template section that the heading at an offset is bound to, including sections that can be repeated. */
export function knownAt(document: DesignDocument, offset: number): TemplateSection | undefined {
  const section = document.outline.sections.find(({ heading }) => contains(heading, offset));
  if (!section) return undefined;
  return boundOf(document, section)?.known ?? document.binding.repeats.get(section);
}

/** The template's heading for the heading at an offset, in offsets of the stored template. */
export function templatePlace(document: DesignDocument, offset: number): Range | undefined {
  const known = knownAt(document, offset);
  if (!known) return undefined;
  const { start, end } = known.source.heading;
  return { start, end };
}
