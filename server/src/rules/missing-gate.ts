import type { BoundSection } from '../document/document.ts';
import { addGates } from '../document/edits/add-gates.ts';
import { readGates } from '../document/gates.ts';
import type { GatePolicy } from '../template/policy.ts';
import { listed, quoted } from './phrases.ts';
import { defineRule, type Found } from './rule.ts';
import { judgedSections } from './sections.ts';

interface MissingGate extends Found {
  readonly section: BoundSection;
  readonly asked: readonly string[];
  readonly missing: readonly string[];
  readonly isLabeled: boolean;
}

export default defineRule<MissingGate>({
  id: 'missing-gate',
  group: 'content',
  severity: 'progressive',
  summary: 'The entry and exit criteria do not mention a gate that the quality level requires.',
  why: 'A gate that nobody wrote down is not kept, and the level promises it.',
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
    const { section, range: at, required: asked, missing, isLabeled, isUntouched } = reading;
    const isWritten = section.state === 'draft' || section.state === 'written';
    // What is left of the template, or still to be decided, is reported where it stands.
    if (!isWritten || isUntouched || missing.length === 0 || !judgedSections(document).includes(section))
      return;
    yield { at, section, asked, missing, isLabeled, parts: missing };
  },
  say({ section, asked, missing, isLabeled }, { level, template }) {
    const { label } = template.gates as GatePolicy;
    const isNone = missing.length === asked.length && missing.length > 1;
    const none = isNone ? 'none of the gates' : listed(missing.map((gate) => `no ${gate}`));
    const who = `${level.level?.name ?? ''} documents`;
    const where = isLabeled ? quoted(label) : section.known.title;
    const advice = isLabeled ? 'Name each, with what has to pass.' : `Name each under ${quoted(label)}.`;
    return `${where} names ${none}; ${who} ask for ${listed(asked)}. ${advice}`;
  },
  fix({ missing }, document) {
    const title = `Add ${listed(missing.map(quoted))} to ${quoted(document.template.gates?.label ?? '')}`;
    return [{ title, edits: addGates(document), preferred: true }];
  },
});
