import type { BoundSection } from '../document/document.ts';
import { addGates } from '../document/edits/add-gates.ts';
import { readGates } from '../document/gates.ts';
import type { GatePolicy } from '../template/policy.ts';
import { listed, quoted, titleOf } from './phrases.ts';
import { defineRule, type Found } from './rule.ts';
import { judgedSections } from './sections.ts';

interface MissingGate extends Found {
  readonly section: BoundSection;
  readonly missing: readonly string[];
  readonly isLabeled: boolean;
}

export default defineRule<MissingGate>({
  id: 'missing-gate',
  group: 'content',
  severity: 'progressive',
  summary: 'The entry and exit criteria do not mention a gate that the quality level requires.',
  why: 'The quality level promises the gate, but a gate that is not written down is easy to skip.',
  examples: {
    template: `---
design-docs:
  gates:
    section: Quality
    label: Entry/Exit criteria
    names:
      tests: [test]
      lint: [linter]
      reviews: [review, approved]
    levels:
      production: [tests, lint, reviews]
---
# Design

## Quality
- Quality Level: prototype | production
- Entry/Exit criteria: the gates of the level.
`,
    bad: `# Payments

## Quality
- Quality Level: production
- Entry/Exit criteria:
  ~~~~~~~~~~~~~~~~~~~~
  - All tests pass, and two people have approved the change.
`,
    good: `# Payments

## Quality
- Quality Level: production
- Entry/Exit criteria:
  - All tests pass, the linter is clean, and two people have approved the change.
`,
    fixed: `# Payments

## Quality
- Quality Level: production
- Entry/Exit criteria:
  - All tests pass, and two people have approved the change.
  - lint
`,
  },
  *find(document) {
    const reading = readGates(document);
    if (document.level.field?.reading.kind !== 'set' || !reading || document.isForeignToTemplate) return;
    const { section, range: at, missing, isLabeled, isUntouched } = reading;
    const isWritten = section.state === 'draft' || section.state === 'written';
    // Template text and placeholders below the label have findings of their own.
    if (!isWritten || isUntouched || missing.length === 0 || !judgedSections(document).includes(section))
      return;
    yield { at, section, missing, isLabeled, parts: missing };
  },
  message({ section, missing, isLabeled }, { level, template }) {
    const label = quoted((template.gates as GatePolicy).label);
    const where = isLabeled ? label : titleOf(section);
    const [gates, them] = missing.length > 1 ? ['These gates are', 'them'] : ['This gate is', 'it'];
    const advice = isLabeled ? 'say what must pass' : `add ${them} under ${label}`;
    return `${where} does not mention ${listed(missing, 'or')}. ${gates} required at ${level.level?.name}: ${advice}.`;
  },
  fix({ missing }, document) {
    const title = `Add ${listed(missing.map(quoted))} to ${quoted(document.template.gates?.label ?? '')}`;
    return [{ title, edits: addGates(document), preferred: true }];
  },
});
