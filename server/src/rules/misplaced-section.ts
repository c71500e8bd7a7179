import { moveToPlace } from '../document/edits/reorder.ts';
import type { Misplaced } from '../document/misplaced.ts';
import type { Section } from '../structure/sections.ts';
import type { TemplateSection } from '../template/template.ts';
import { quoted } from './phrases.ts';
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
        ...relate(sections, after, 'It belongs after this'),
        ...relate(sections, before, 'It belongs before this'),
      ];
      yield { at: section.heading, misplaced, related: related.slice(0, 1) };
    }
  },
  say({ misplaced: { known, after } }) {
    const place = after ? `after ${after.title}` : 'first';
    return `${known.title} is out of order; the template puts it ${place}. Move the section there.`;
  },
  fix({ misplaced }, document) {
    const { known, after } = misplaced;
    const title = `Move ${quoted(known.title)} ${after ? `after ${quoted(after.title)}` : 'to the front'}`;
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
