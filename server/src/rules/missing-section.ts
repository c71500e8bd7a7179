import { type BoundSection, type DesignDocument, missingSections } from '../document/document.ts';
import { insertSections, precedingSection } from '../document/edits/insert.ts';
import { lineIn } from '../markdown/markdown.ts';
import type { Range } from '../text/range.ts';
import { quoted, requirementOf, templateHeading, titlesOf } from './phrases.ts';
import { defineRule, type Found } from './rule.ts';

interface Missing extends Found {
  readonly section: BoundSection;
  readonly missing: readonly BoundSection[];
}

export default defineRule<Missing>({
  id: 'missing-section',
  group: 'structure',
  severity: 'progressive',
  summary: 'A section that the quality level requires or recommends is missing.',
  why: 'Readers look for every section of the template. If one is missing, they cannot tell whether it was forgotten.',
  examples: {
    bad: `# Payments

<!-- Phase 0: Project Basics -->
## Overview
~~~~~~~~~~~
Customers pay by card.
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

<!-- Phase 0: Project Basics -->
## Overview
Customers pay by card.

<!-- Phase 0: Project Basics -->
## Quality
- Quality Level: experiment | prototype | production | secure
- Guidance (apply based on chosen level):
  - Experiment: speed over rigor; minimal tests; throwaway acceptable.
  - Prototype: validate function/UX; basic error handling; smoke tests.
  - Production: reliability, observability, CI/CD, SLOs, on-call readiness.
  - Secure: threat modeling, hardening, least-privilege, audits/compliance.
- Entry/Exit criteria:
  - Define minimum gates (tests, lint, coverage, reviews, security scans) per level.
`,
  },
  *find(document, { severityOf }) {
    const groups = new Map<string, BoundSection[]>();
    for (const section of missingSections(document)) {
      const severity = severityOf(section);
      if (!severity) continue;
      const key = `${severity} ${precedingSection(document, section.known)?.start}`;
      groups.set(key, [...(groups.get(key) ?? []), section]);
    }
    for (const missing of groups.values()) {
      const section = missing[0] as BoundSection;
      const related = missing.map(({ known }) => templateHeading(document, known));
      const parts = missing.map(({ known }) => known.title);
      yield { at: placeOf(document, section), section, missing, related, parts };
    }
  },
  message({ missing, section }, document) {
    const names = titlesOf(missing);
    if (missing.length === 1) return `${names} is missing. It is ${requirementOf(document, section)}.`;
    return `${names} are missing. ${whyAll(document, missing)}`;
  },
  fix({ missing }, document) {
    const insert = (sections: readonly BoundSection[]) =>
      insertSections(
        document,
        sections.map(({ known }) => known),
      );
    const each = missing.map((section) => ({
      title: `Insert ${quoted(section.known.title)}`,
      edits: insert([section]),
    }));
    if (missing.length === 1) return each.map((fix) => ({ ...fix, preferred: true }));
    const [first, last] = [missing[0], missing.at(-1)].map((section) => quoted(section?.known.title ?? ''));
    const isPair = missing.length === 2;
    const title = isPair
      ? `Insert ${first} and ${last}`
      : `Insert ${missing.length} sections, ${first} to ${last}`;
    return [{ title, edits: insert(missing), preferred: true }, ...each];
  },
});

/** Why several sections are reported. A hint can contain recommended sections beside those of a later phase. */
function whyAll(document: DesignDocument, missing: readonly BoundSection[]): string {
  const required = missing.filter(({ need }) => need === 'required');
  const [first, ...others] = (required.length > 0 ? required : missing) as [BoundSection, ...BoundSection[]];
  const isOnePhase = others.every(({ phases }) => phases[0] === first.phases[0]);
  const requirement = requirementOf(document, isOnePhase ? first : { ...first, phases: [] });
  const recommended = missing.filter(({ need }) => need === 'recommended');
  if (required.length === 0 || recommended.length === 0) return `They are ${requirement}.`;
  const are = recommended.length === 1 ? 'is' : 'are';
  return `${titlesOf(recommended)} ${are} recommended, and the rest is ${requirement}.`;
}

/** The heading that should precede the section, or else the title, or else the first line. */
function placeOf(document: DesignDocument, { known }: BoundSection): Range {
  const title = document.outline.sections.find(({ rank }) => rank === 1);
  const section = precedingSection(document, known) ?? title;
  return section ? section.heading : lineIn(document.markdown, 0);
}
