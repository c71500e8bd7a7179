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
import { templateHeading, titleOf, whyDue } from './phrases.ts';
import { defineRule, type Found } from './rule.ts';
import { judgedSections } from './sections.ts';

interface LeftGuidance extends Found {
  readonly section: BoundSection;
  /** The list item that begins with the line, if one does. */
  readonly item: Item | undefined;
}

export default defineRule<LeftGuidance>({
  id: 'leftover-guidance',
  group: 'content',
  severity: 'progressive',
  summary: 'A line of the template’s guidance is unanswered in a section that is otherwise written.',
  why: 'It reads as if it were said of this design, and leaves its question open.',
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
      // What is left in a finished section are topics that a later phase decides.
      const here = sectionOf(document, section);
      if (!here || (section.state !== 'draft' && section.state !== 'written')) continue;
      const leftovers = contentOf(document, section)?.leftovers ?? [];
      const items = leftovers.length > 0 ? [...itemsOf([...allBlocks(here)])] : [];
      let reported = -1;
      for (const leftover of leftovers) {
        const { start } = leftover;
        const isSaid = start < reported || choices.some((choice) => contains(leftover, choice));
        if (isSaid || boundAt(document, start) !== section) continue;
        const item = items.find(({ leaf }) => leaf?.start === start)?.item;
        // Gates under a bare label are missing, and reported as that.
        const isBare = item?.blocks.length === 1 && readField(sourceOf(document, leftover))?.value === '';
        if (isBare && asksGates(document, leftover)) continue;
        reported = (item ?? leftover).end;
        const phase = phaseOf(section, leftover);
        yield { at: leftover, section, phase, item, related: [templateHeading(document, section.known)] };
      }
    }
  },
  say({ at, section, phase }, document) {
    const what = kindOf(document, at);
    const inPhase = phase === undefined ? section : { ...section, phases: [phase] };
    const why = whyDue(document, inPhase, titleOf(section));
    const advice = asksGates(document, at) ? 'Answer it.' : 'Answer it or remove it.';
    return `This ${what} is still the template's own text; ${why}. ${advice}`;
  },
  fix({ at, item }, document) {
    if (asksGates(document, at)) return [];
    const { markdown } = document;
    const whole = item ?? at;
    const definitions = [...markdown.definitions.values()];
    if (hasComment(item) || definitions.some((definition) => overlaps(whole, definition))) return [];
    const title = `Remove this ${kindOf(document, at)} of the template`;
    return [{ title, edits: removeLines(markdown, whole) }];
  },
});

/** The phase that the topic of a line decides; `undefined`: the section's own. */
function phaseOf({ unanswered }: BoundSection, line: Leftover): number | undefined {
  return topicOf(
    line,
    unanswered.map((each) => each.topic),
  )?.phase;
}

/** The line that asks for gates is only left over where the level asks for them, and so must not go. */
function asksGates(document: DesignDocument, at: Range): boolean {
  const { gates } = document.template;
  return gates !== undefined && readField(sourceOf(document, at))?.name === fold(gates.label);
}

function kindOf(document: DesignDocument, at: Range): string {
  return /[\r\n]/.test(sourceOf(document, at)) ? 'paragraph' : 'line';
}

function sourceOf({ markdown }: DesignDocument, { start, end }: Range): string {
  return markdown.slice(start, end);
}

/** Comments under a line of the template may be the author's own notes. */
function hasComment(item: Item | undefined): boolean {
  return [...walkBlocks(item?.blocks ?? [])].some(({ kind }) => kind === 'comment' || kind === 'html');
}
