import { type BoundSection, contentOf, type DesignDocument, sectionOf } from '../document/document.ts';
import { allBlocks } from '../structure/sections.ts';
import { textsOf } from '../template/wording.ts';
import { FROM_PRODUCTION, isFromLevel } from './from-level.ts';
import { titleOf } from './phrases.ts';
import { defineRule, type Found } from './rule.ts';
import { judgedSections } from './sections.ts';

interface UnexplainedWaiver extends Found {
  readonly section: BoundSection;
}

export default defineRule<UnexplainedWaiver>({
  id: 'unexplained-waiver',
  group: 'content',
  severity: 'info',
  summary: 'A section is marked as not applicable without a reason.',
  why: 'A reader cannot tell a considered “not applicable” from a skipped section.',
  options: { from: FROM_PRODUCTION },
  examples: {
    template: `# Design

## Quality
- Quality Level: prototype | production

## Data Model
List the entities.
`,
    bad: `# Payments

## Quality
- Quality Level: production

## Data Model
Not applicable.
~~~~~~~~~~~~~~~
`,
    good: `# Payments

## Quality
- Quality Level: production

## Data Model
Not applicable: the service stores no data.
`,
  },
  *find(document, { options }) {
    if (!isFromLevel(document, options['from'])) return;
    for (const section of judgedSections(document)) {
      const waiver = contentOf(document, section)?.waiver;
      const { policy } = section.known;
      const isBare = waiver?.reason === '' && section.need !== 'none' && !policy['may-be-empty'];
      if (isBare && !hasReasonBelow(document, section, waiver.end)) yield { at: waiver, section };
    }
  },
  message: ({ section }) =>
    `${titleOf(section)} is marked as not applicable without a reason. Say why, as in “Not applicable: …”.`,
});

/** Whether the author wrote anything below the words that waive the section. */
function hasReasonBelow(document: DesignDocument, bound: BoundSection, end: number): boolean {
  const section = sectionOf(document, bound);
  const below = section ? [...allBlocks(section)].filter(({ start }) => start >= end) : [];
  const { wordings } = bound.known;
  return [...textsOf(document.markdown.text, below)].some((source) => !wordings.includes(source));
}
