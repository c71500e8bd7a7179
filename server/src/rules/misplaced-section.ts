import { moveToPlace } from '../document/edits/reorder.ts';
import type { Misplaced } from '../document/misplaced.ts';
import type { Section } from '../structure/sections.ts';
import type { TemplateSection } from '../template/template.ts';
import { quoted, titleOf } from './phrases.ts';
import { defineRule, type Found, type Related } from './rule.ts';

interface FoundMisplaced extends Found {
  readonly section?: never;
  readonly misplaced: Misplaced;
}

export default defineRule<FoundMisplaced>({
  id: 'misplaced-section',
  group: 'structure',
  severity: 'warning',
  summary: 'A section is in a different place than in the template.',
  why: 'Readers who know one document expect the same order in the next one.',
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
    fixed: `# Payments

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
    const { sections } = document.binding;
    for (const misplaced of document.misplaced) {
      const { after, before, section } = misplaced;
      const related = [
        ...relate(sections, after, 'It belongs after this section'),
        ...relate(sections, before, 'It belongs before this section'),
      ];
      yield { at: section.heading, misplaced, related: related.slice(0, 1) };
    }
  },
  message({ misplaced: { known, after } }) {
    const place = after ? `after ${titleOf({ known: after })}` : 'to the top';
    return `${titleOf({ known })} is out of order. Move it ${place}, as in the template.`;
  },
  fix({ misplaced }, document) {
    const { known, after } = misplaced;
    const title = `Move ${quoted(known.title)} ${after ? `after ${quoted(after.title)}` : 'to the top'}`;
    return [{ title, edits: moveToPlace(document, misplaced), preferred: true }];
  },
});

function relate(
  sections: ReadonlyMap<TemplateSection, Section>,
  known: TemplateSection | undefined,
  message: string,
): Related[] {
  const heading = known && sections.get(known)?.heading;
  return heading ? [{ in: 'document', start: heading.start, end: heading.end, message }] : [];
}
