import type { DesignDocument } from '../document/document.ts';
import type { Section } from '../template/outline.ts';
import type { TemplateSection } from '../template/template.ts';
import { defineRule, type Found, type Related } from './rule.ts';

interface Misplaced extends Found {
  readonly section?: never;
  readonly known: TemplateSection;
  /** The section that the template puts before it, of those that are here and in order. */
  readonly after: TemplateSection | undefined;
}

export default defineRule<Misplaced>({
  id: 'misplaced-section',
  group: 'structure',
  severity: 'warning',
  summary: 'A section stands elsewhere than in the template.',
  why: 'Who has read one document knows where to look in the next; a moved section breaks that.',
  examples: {
    bad: `# Payments

## Quality
- Quality Level: experiment

## Overview
~~~~~~~~~~~
Customers pay by card.

<!-- Phase 1: Core Technical -->
## Components
One service.
`,
    good: `# Payments

## Overview
Customers pay by card.

## Quality
- Quality Level: experiment

<!-- Phase 1: Core Technical -->
## Components
One service.
`,
  },
  *find(document) {
    const { sections, wrongRank } = document.binding;
    // A heading of a wrong rank gives that finding alone; its place in the outline says little.
    const bound = document.template.sections.filter((known) => {
      const section = sections.get(known);
      return section && !wrongRank.has(section);
    });
    for (const parent of new Set(bound.map((known) => known.parent))) {
      yield* findInGroup(
        document,
        bound.filter((known) => known.parent === parent),
      );
    }
  },
  say({ known, after }) {
    const place = after ? `after ${after.title}` : 'first';
    return `${known.title} is out of order; the template puts it ${place}. Move the section there.`;
  },
});

function* findInGroup({ binding }: DesignDocument, group: readonly TemplateSection[]): Generator<Misplaced> {
  const startOf = (known: TemplateSection): number => (binding.sections.get(known) as Section).start;
  const inDocument = [...group].sort((a, b) => startOf(a) - startOf(b));
  const kept = longestIncreasing(inDocument);
  for (const known of inDocument) {
    if (kept.has(known)) continue;
    const after = group.findLast((other) => kept.has(other) && other.index < known.index);
    const before = group.find((other) => kept.has(other) && other.index > known.index);
    const related = [
      relate(binding.sections, after, 'It belongs after this'),
      relate(binding.sections, before, 'It belongs before this'),
    ];
    yield {
      at: (binding.sections.get(known) as Section).heading,
      known,
      after,
      related: related.flat().slice(0, 1),
    };
  }
}

function relate(
  sections: ReadonlyMap<TemplateSection, Section>,
  known: TemplateSection | undefined,
  message: string,
): Related[] {
  const heading = known && sections.get(known)?.heading;
  return heading ? [{ in: 'document', start: heading.start, end: heading.end, message }] : [];
}

/** The largest set of sections that are in the template's order, so that one moved section is one finding. */
function longestIncreasing(sections: readonly TemplateSection[]): Set<TemplateSection> {
  const best: { length: number; previous: number }[] = [];
  for (const [at, section] of sections.entries()) {
    const entry = { length: 1, previous: -1 };
    for (let before = 0; before < at; before++) {
      const length = (best[before]?.length ?? 0) + 1;
      if ((sections[before] as TemplateSection).index < section.index && length > entry.length) {
        entry.length = length;
        entry.previous = before;
      }
    }
    best.push(entry);
  }
  const kept = new Set<TemplateSection>();
  let at = best.reduce((top, entry, index) => (entry.length > (best[top]?.length ?? 0) ? index : top), 0);
  for (; at >= 0; at = best[at]?.previous ?? -1) kept.add(sections[at] as TemplateSection);
  return kept;
}
