import type { Block } from '../markdown/blocks.ts';
import { type Changed, movedRange } from '../markdown/changed.ts';
import type { Markdown } from '../markdown/markdown.ts';
import type { Passage } from '../markdown/passage.ts';
import { fieldsWithin } from '../structure/fields.ts';
import { isForeign } from '../structure/language.ts';
import { type Part, partsOf, type Section } from '../structure/sections.ts';
import type { TemplateSection, Topic } from '../template/template.ts';
import { labelsIn } from './as-label.ts';
import { isAnyName } from './bind.ts';
import { readsTheSame } from './content.ts';
import type { DesignDocument } from './document.ts';
import { namesGates } from './gates.ts';
import { mentionsGoals } from './goals.ts';
import { demandsAt } from './needs.ts';
import { holdsQuestions } from './questions.ts';

/**
 * Whether a change is of no account: the chunk says to the rest of the document what it said, so that nothing else is
 * found in the document now, though elsewhere perhaps. All that is read of a chunk is compared here; what is not easily
 * compared counts as other. `test/service` holds it to reading the document anew.
 */
export function saysTheSame(document: DesignDocument, change: Changed, now: Markdown): boolean {
  const { was, is, at, isLast } = change;
  const [before, after] = [partsOf(was, isLast), partsOf(is, isLast)];
  const sections = document.outline.sections.filter(({ own }) => own.body.at === at && own.heading.at === at);
  return (
    sections.length === after.sections.length &&
    isUnmarked(document, change, before.preamble, after.preamble) &&
    hasSameComments(change, before.trailing, after.trailing) &&
    sections.every((section, nth) => isSame(document, change, section, after.sections[nth] as Part)) &&
    isForeign(now) === document.isForeign
  );
}

function isSame(document: DesignDocument, change: Changed, section: Section, part: Part): boolean {
  // The first section's lead may stand in the chunk before, which is the same.
  const isLeadHere = section.own.lead.at === section.own.body.at;
  return (
    hasSameHeading(document, change, section, part) &&
    (!isLeadHere || hasSameComments(change, section.own.lead.passage, part.lead)) &&
    hasSameBody(document, change, section, part.body)
  );
}

/** Only a heading that is bound to nothing may be called otherwise. */
function hasSameHeading(
  document: DesignDocument,
  change: Changed,
  section: Section,
  { title, name, heading, ownHeading }: Part,
): boolean {
  const own = section.own.heading.passage.blocks[0] as Block;
  if (section.rank !== heading.rank || !isInPlace(change, own, heading)) return false;
  if (section.title !== title) {
    const { template, binding, recognition } = document;
    const isRead = binding.templates.has(section) || recognition.why === 'headings';
    const isFree = [section.name, name].every((each) => isAnyName(template, binding, each));
    if (isRead || !isFree) return false;
  }
  return isReadTheSame(document, section.parent, section.own.heading.passage, ownHeading);
}

function hasSameBody(document: DesignDocument, change: Changed, section: Section, body: Passage): boolean {
  const { passage } = section.own.body;
  return (
    isUnmarked(document, change, passage, body) &&
    labelsIn(passage).join('\n') === labelsIn(body).join('\n') &&
    isReadTheSame(document, section, passage, body)
  );
}

/** Whether no section around a passage is read otherwise for it. */
function isReadTheSame(
  document: DesignDocument,
  innermost: Section | undefined,
  was: Passage,
  is: Passage,
): boolean {
  for (let section = innermost; section; section = section.parent) {
    const known = document.binding.templates.get(section);
    if (!known) continue;
    if (mentionsGoals(known) || holdsQuestions(known) || namesGates(document.template, known)) return false;
    if (!readsTheSame(was, is, known, topicsOf(document, known))) return false;
  }
  return true;
}

function topicsOf(
  { template, level, isForeignToTemplate }: DesignDocument,
  { index }: TemplateSection,
): readonly Topic[] {
  return isForeignToTemplate ? [] : (demandsAt(template, level.level)[index]?.topics ?? []);
}

/** Whether two passages have the same comments and HTML, and no fields that anybody reads. */
function isUnmarked({ template }: DesignDocument, change: Changed, before: Passage, after: Passage): boolean {
  const { levelField, choices } = template;
  const fields = levelField ? [levelField, ...choices] : choices;
  const hasFields = (passage: Passage): boolean =>
    fields.some((field) => fieldsWithin({ passage, at: 0 }, field).length > 0);
  return hasSameComments(change, before, after) && !hasFields(before) && !hasFields(after);
}

function hasSameComments(change: Changed, before: Passage, after: Passage): boolean {
  const [some, others] = [before.blocks.filter(isMarkup), after.blocks.filter(isMarkup)];
  const sourceOf = ({ text }: Passage, { start, end }: Block): string => text.slice(start, end);
  const isLike = (block: Block, nth: number): boolean => {
    const other = others[nth] as Block;
    return sourceOf(before, block) === sourceOf(after, other) && isInPlace(change, block, other);
  };
  return some.length === others.length && some.every(isLike);
}

function isMarkup({ kind }: Block): boolean {
  return kind === 'comment' || kind === 'html';
}

/** Whether a block of the chunk is where it has moved to, or the change touches it. */
function isInPlace(change: Changed, { start, end }: Block, now: Block): boolean {
  const { at } = change;
  const moved = movedRange({ start: at + start, end: at + end }, change);
  return !moved || (moved.start === at + now.start && moved.end === at + now.end);
}
