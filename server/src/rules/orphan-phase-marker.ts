import { removeComment } from '../document/edits/markers.ts';
import type { MarkerUse } from '../document/markers.ts';
import { decidingMarkers } from './markers.ts';
import { defineRule, type Found } from './rule.ts';

interface Orphan extends Found {
  readonly section?: never;
  readonly use: MarkerUse;
}

export default defineRule<Orphan>({
  id: 'orphan-phase-marker',
  group: 'phase markers',
  severity: 'warning',
  summary: 'A phase marker is not directly above a heading, or a heading has two markers.',
  why: 'A marker applies to the heading directly below it, and only one marker per heading counts.',
  examples: {
    bad: `# Payments

<!-- Phase 0: Project Basics -->
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
Customers pay by card.

## Overview
Customers pay by card.

<!-- Phase 0: Project Basics -->
## Quality
- Quality Level: experiment
`,
    good: `# Payments

<!-- Phase 0: Project Basics -->

## Overview
Customers pay by card.

<!-- Phase 0: Project Basics -->
## Quality
- Quality Level: experiment
`,
    fixed: `# Payments

Customers pay by card.

## Overview
Customers pay by card.

<!-- Phase 0: Project Basics -->
## Quality
- Quality Level: experiment
`,
  },
  *find(document) {
    const deciding = decidingMarkers(document);
    for (const use of document.markers) {
      if (!use.marker || (use.section && deciding.get(use.section) === use)) continue;
      yield { at: use.comment, use };
    }
  },
  message({ use }) {
    if (use.section) return `${use.section.title} has more than one phase marker. Remove this one.`;
    return 'This phase marker is not directly above a heading. Move it above its heading, or remove it.';
  },
  fix: ({ use }, { markdown }) => [
    { title: 'Remove the phase marker', edits: removeComment(markdown, use.comment), preferred: true },
  ],
});
