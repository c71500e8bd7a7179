import type { Section } from '../structure/sections.ts';
import type { Template, TemplateSection } from '../template/template.ts';
import { longestIncreasing } from '../text/longest-increasing.ts';
import type { Binding } from './bind.ts';

/** A section that is not in the order of the template. */
export interface Misplaced {
  readonly known: TemplateSection;
  readonly section: Section;
  /** The siblings that it belongs between, of those that are in order; `undefined` if there is none on that side. */
  readonly after: TemplateSection | undefined;
  readonly before: TemplateSection | undefined;
}

interface BoundTemplate {
  readonly template: Template;
  readonly binding: Binding;
}

/** The smallest set of sections whose move restores the order; see docs/reference.md, "Order of sections". */
export function misplacedSections({ template, binding }: BoundTemplate): Misplaced[] {
  // A heading with the wrong rank has its own finding, and its place in the outline is not reliable.
  const bound = template.sections.filter((known) => {
    const section = binding.sections.get(known);
    return section && !binding.wrongRank.has(section);
  });
  const byParent = new Map<TemplateSection | undefined, TemplateSection[]>();
  for (const known of bound) {
    const group = byParent.get(known.parent);
    if (group) group.push(known);
    else byParent.set(known.parent, [known]);
  }
  return [...byParent.values()].flatMap((group) => misplacedInGroup(binding, group));
}

function misplacedInGroup({ sections }: Binding, group: readonly TemplateSection[]): Misplaced[] {
  const sectionOf = (known: TemplateSection): Section => sections.get(known) as Section;
  const inDocument = [...group].sort((a, b) => sectionOf(a).start - sectionOf(b).start);
  if (inDocument.every((known, at) => at === 0 || (inDocument[at - 1]?.index ?? 0) < known.index)) return [];
  const kept = longestIncreasing(inDocument, ({ index }) => index);
  return inDocument
    .filter((known) => !kept.has(known))
    .map((known) => ({
      known,
      section: sectionOf(known),
      after: group.findLast((other) => kept.has(other) && other.index < known.index),
      before: group.find((other) => kept.has(other) && other.index > known.index),
    }));
}
