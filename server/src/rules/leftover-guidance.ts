import { type Leftover, topicOf } from '../document/content.ts';
import {
  type BoundSection,
  boundAt,
  contentOf,
  type DesignDocument,
  sectionOf,
} from '../document/document.ts';
import { removeLines } from '../document/edits/whole-lines.ts';
import type { Item } from '../markdown/blocks.ts';
import { walkBlocks } from '../markdown/markdown.ts';
import { readField } from '../structure/field.ts';
import { allBlocks } from '../structure/sections.ts';
import { itemsOf } from '../template/wording.ts';
import { fold } from '../text/fold.ts';
import { contains, overlaps, type Range } from '../text/range.ts';
import { strictFields } from './choices.ts';
import { requirementOf, templateHeading, titleOf } from './phrases.ts';
import { defineRule, type Found } from './rule.ts';
import { judgedSections } from './sections.ts';

interface LeftGuidance extends Found {
  readonly section: BoundSection;
  /** The list item that begins with the line, if there is one. */
  readonly item: Item | undefined;
}

export default defineRule<LeftGuidance>({
  id: 'leftover-guidance',
  group: 'content',
  severity: 'progressive',
  summary: 'A line of the template’s guidance is unanswered in a section that is otherwise written.',
  why: 'Readers take it for a statement about this design, and its question stays open.',
  examples: {
    bad: `# Payments

<!-- Phase 0: Project Basics -->
## Overview
Customers pay by card.

Summarize the problem, the target users, and the outcomes
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
this design aims to deliver. *Keep* this section concise and business-oriented.

## Quality
- Quality Level: experiment
`,
    good: `# Payments

<!-- Phase 0: Project Basics -->
## Overview
Customers pay by card.

## Quality
- Quality Level: experiment
- Entry/Exit criteria:
  - The tests pass.
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
    const choices = strictFields(document).map(({ field }) => field.range.start);
    for (const section of judgedSections(document)) {
      // A written section can still have lines about topics of a later phase.
      const here = sectionOf(document, section);
      if (!here || (section.state !== 'draft' && section.state !== 'written')) continue;
      const leftovers = contentOf(document, section)?.leftovers ?? [];
      const items = leftovers.length > 0 ? [...itemsOf([...allBlocks(here)])] : [];
      let reported = -1;
      for (const leftover of leftovers) {
        const { start } = leftover;
        const isReported = start < reported || choices.some((choice) => contains(leftover, choice));
        if (isReported || boundAt(document, start) !== section) continue;
        const item = items.find(({ leaf }) => leaf?.start === start)?.item;
        // If only the label of the gates is left, missing-gate reports it.
        const isBare = item?.blocks.length === 1 && readField(sourceOf(document, leftover))?.value === '';
        if (isBare && isAboutGates(document, leftover)) continue;
        reported = (item ?? leftover).end;
        const phase = phaseOf(section, leftover);
        const related = [templateHeading(document, section.known)];
        yield { at: leftover, section, phase, item, related, isDoubtful: leftover.isDoubtful };
      }
    }
  },
  message({ at, section, phase }, document) {
    const advice = isAboutGates(document, at) ? 'answer it' : 'answer it or remove it';
    const [what, phases] = phase === undefined ? [titleOf(section), section.phases] : ['This topic', [phase]];
    const why = `${what} is ${requirementOf(document, { ...section, phases })}.`;
    return `This ${kindOf(document, at)} is still the template's text: ${advice}. ${why}`;
  },
  fix({ at, item }, document) {
    if (isAboutGates(document, at)) return [];
    const { markdown } = document;
    const whole = item ?? at;
    const definitions = [...markdown.definitions.values()];
    if (hasComment(item) || definitions.some((definition) => overlaps(whole, definition))) return [];
    return [{ title: 'Remove this template text', edits: removeLines(markdown, whole) }];
  },
});

/** The phase of the topic that a line is about; `undefined` means the section's own phase. */
function phaseOf({ unanswered }: BoundSection, line: Leftover): number | undefined {
  return topicOf(
    line,
    unanswered.map((each) => each.topic),
  )?.phase;
}

/** Whether a line is the label of the gates. It is reported only if the level requires gates, so it must not be removed. */
function isAboutGates(document: DesignDocument, at: Range): boolean {
  const { gates } = document.template;
  return gates !== undefined && readField(sourceOf(document, at))?.name === fold(gates.label);
}

function kindOf(document: DesignDocument, at: Range): string {
  return /[\r\n]/.test(sourceOf(document, at)) ? 'paragraph' : 'line';
}

function sourceOf({ markdown }: DesignDocument, { start, end }: Range): string {
  return markdown.slice(start, end);
}

/** Comments below a line of the template can be the author's own notes. */
function hasComment(item: Item | undefined): boolean {
  return [...walkBlocks(item?.blocks ?? [])].some(({ kind }) => kind === 'comment' || kind === 'html');
}
