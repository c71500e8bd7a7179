import { renameHeading } from '../document/edits/headings.ts';
import type { Section } from '../structure/sections.ts';
import type { TemplateSection } from '../template/template.ts';
import { quoted, templateHeading } from './phrases.ts';
import { defineRule, type Found } from './rule.ts';

interface Misspelled extends Found {
  readonly section?: never;
  readonly heading: Section;
  readonly known: TemplateSection;
}

export default defineRule<Misspelled>({
  id: 'misspelled-heading',
  group: 'structure',
  severity: 'warning',
  summary: 'A heading almost matches the heading of a section that is otherwise missing.',
  why: 'Links, searches, and tools look for the name in the template.',
  examples: {
    bad: `# Payments

<!-- Phase 0: Project Basics -->
## Overvew
~~~~~~~~~~
Customers pay by card.

## Quality
- Quality Level: experiment
`,
    good: `# Payments

<!-- Phase 0: Project Basics -->
## 1. OVERVIEW
Customers pay by card.

## Quality
- Quality Level: experiment
`,
    fixed: `# Payments

<!-- Phase 0: Project Basics -->
## Overview
Customers pay by card.

## Quality
- Quality Level: experiment
`,
  },
  *find(document) {
    for (const heading of document.binding.misspelled) {
      const known = document.binding.templates.get(heading) as TemplateSection;
      yield { at: heading.heading, heading, known, related: [templateHeading(document, known)] };
    }
  },
  message: ({ heading, known }) =>
    `${quoted(heading.title)} looks like the template's ${quoted(known.title)}. Rename it if it is that section.`,
  fix: ({ heading, known }, { markdown }) => [
    {
      title: `Rename to ${quoted(known.title)}`,
      edits: [renameHeading(markdown.text, heading.heading, known.title)],
      preferred: true,
      renames: heading,
    },
  ],
});
