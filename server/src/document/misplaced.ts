import type { Section } from '../structure/sections.ts';
import type { Template, TemplateSection } from '../template/template.ts';
import { longestIncreasing } from '../text/longest-increasing.ts';
import type { Binding } from './bind.ts';

/** A section that stands elsewhere than in the template, and where it belongs among its siblings that are in order. */
export interface Misplaced {
  readonly known: TemplateSection;
  readonly section: Section;
  readonly after: TemplateSection | undefined;
  readonly before: TemplateSection | undefined;
}

interface Bound {
  readonly template: Template;
  readonly binding: Binding;
}

/** The fewest sections that have to be moved for all to be in the template's order. */
export function misplacedSections({ template, binding }: Bound): Misplaced[] {
  // A heading of a wrong rank has a finding of its own; its place in the outline says little.
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
  return [...byParent.values()].flatMap((group) => misplacedAmong(binding, group));
}

function misplacedAmong({ sections }: Bound['binding'], group: readonly TemplateSection[]): Misplaced[] {
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
