import {
  type BoundSection,
  boundAt,
  boundOf,
  type DesignDocument,
  isDone,
  isLeftIn,
} from '../document/document.ts';
import { phaseText } from '../document/edits/markers.ts';
import { readGates } from '../document/gates.ts';
import { gatesAt, isPhaseRequired, needOf, topicsAt } from '../document/needs.ts';
import type { Level, Template, TemplateSection } from '../template/template.ts';
import { fold } from '../text/fold.ts';
import { contains, type Range } from '../text/range.ts';
import { sanitizeGuidance } from './harmless.ts';
import { nameEntry } from './navigation/component-names.ts';
import { templatePlace } from './navigation/template-place.ts';
import { escapeMarkdown, needInWords, phasesOf, stateInWords, whyInWords } from './progress/describe.ts';

export interface Hover extends Range {
  /** Markdown; everything that comes from a document is escaped. */
  readonly text: string;
  /** The template's heading for this section, in offsets of the stored template. */
  readonly template?: Range;
}

/** Describes the heading, the phase marker, the quality level, or the component name at `offset`. */
export function hover(document: DesignDocument, offset: number): Hover | undefined {
  return (
    hoverHeading(document, offset) ??
    hoverMarker(document, offset) ??
    hoverLevel(document, offset) ??
    hoverName(document, offset)
  );
}

function hoverHeading(document: DesignDocument, offset: number): Hover | undefined {
  const section = document.outline.sections.find(({ heading }) => contains(heading, offset));
  if (!section) return undefined;
  const { start, end } = section.heading;
  const template = templatePlace(document, offset);
  const at = { start, end, ...(template && { template }) };
  const bound = boundOf(document, section);
  if (bound) return { ...at, text: describeSection(document, bound) };
  const repeated = document.binding.repeats.get(section);
  return repeated && { ...at, text: describeRepeated(document, repeated) };
}

/** A section's state, what is missing in it, and the template's guidance. */
export function describeSection(document: DesignDocument, bound: BoundSection): string {
  const { template } = document;
  const { known } = bound;
  const need = needInWords(document, bound);
  const facts = [...phasesOf(template, known), need].filter((fact) => fact !== '');
  const unanswered = bound.unanswered.map(
    ({ topic }) => `- **${escapeMarkdown(topic.label)}**: ${escapeMarkdown(topic.guidance)}`,
  );
  const state =
    bound.need === 'none' && bound.state === 'missing'
      ? ''
      : `This section is ${stateInWords(bound)}${leftIn(bound)}.`;
  const asked = topicsAt(known, document.level.level).length;
  return paragraphs([
    `**${escapeMarkdown(known.title)}**${facts.length > 0 ? ` — ${facts.map(escapeMarkdown).join(' · ')}` : ''}`,
    [state, escapeMarkdown(whyInWords(document, bound))].filter(Boolean).join(' '),
    unanswered.length > 0
      ? `${unanswered.length} of ${count(asked, 'topic')} ${unanswered.length === 1 ? 'is' : 'are'} unanswered:\n\n${unanswered.join('\n')}`
      : '',
    gatesLeft(document, bound),
    guidanceBelow(document.template, known),
  ]);
}

/**
 * The gates that the document's level requires and a section does not mention. Nothing if the document is in another
 * language than its template, because gates are found by their words.
 */
function gatesLeft(document: DesignDocument, bound: BoundSection): string {
  const { section, missing = [], required: asked = [] } = readGates(document) ?? {};
  if (section !== bound || missing.length === 0 || document.isForeignToTemplate) return '';
  const isSet = document.level.field?.reading.kind === 'set';
  return isSet
    ? `${missing.length} of ${count(asked.length, 'gate')} ${missing.length === 1 ? 'is' : 'are'} not mentioned yet: ${escapeMarkdown(missing.join(', '))}.`
    : '';
}

/** ": 2 placeholders and 1 template line are left"; empty if there are none. */
function leftIn({ state, ownContent: content }: BoundSection): string {
  const counts = [
    ['placeholder', content?.placeholders.length ?? 0] as const,
    ['template line', content?.leftovers.length ?? 0] as const,
  ].filter(([, number]) => state === 'draft' && number > 0);
  const total = counts.reduce((sum, [, number]) => sum + number, 0);
  const words = counts.map(([noun, number]) => count(number, noun));
  return total === 0 ? '' : `: ${words.join(' and ')} ${total === 1 ? 'is' : 'are'} left`;
}

/** Describes a section that a document can have any number of times. */
function describeRepeated({ template }: DesignDocument, known: TemplateSection): string {
  const title = `**${escapeMarkdown(known.title)}**`;
  return paragraphs([`${title} — can appear any number of times`, guidanceBelow(template, known)]);
}

function guidanceBelow(template: Template, known: TemplateSection): string {
  const guidance = guidanceOf(template, known);
  return guidance === '' ? '' : `---\n\n${guidance}`;
}

/** The template's guidance for a section, as sanitized Markdown; empty if there is none. */
export function guidanceOf({ markdown: { text } }: Template, known: TemplateSection): string {
  const { heading, end } = known.source;
  return sanitizeGuidance(text.slice(heading.end, end).trim()).replace(/\r\n?/g, '\n');
}

function hoverMarker(document: DesignDocument, offset: number): Hover | undefined {
  const use = document.markers.find(({ comment }) => contains(comment, offset));
  if (!use?.marker) return undefined;
  const { start, end } = use.comment;
  return {
    start,
    end,
    text: paragraphs(use.marker.alternatives.map(({ number }) => describePhase(document, number))),
  };
}

function describePhase(document: DesignDocument, number: number): string {
  const { template, sections, currentPhase } = document;
  const needing = template.levels
    .filter((level) => isPhaseRequired(level, number))
    .map((level) => level.name);
  const counted = sections.filter(
    (section) => section.need === 'required' && (section.phases[0] === number || isLeftIn(section, number)),
  ).length;
  const left = sections
    .filter((section) => isLeftIn(section, number))
    .map(
      (section) =>
        `- ${escapeMarkdown(section.known.title)}: ${stateInWords(section)}${topicsLeft(section, number)}`,
    );
  return paragraphs([
    `**${escapeMarkdown(phaseText(template, number))}**${currentPhase === number ? ' — the current phase' : ''}`,
    needing.length > 0 ? `Required at ${escapeMarkdown(needing.join(', '))}.` : '',
    left.length > 0
      ? `${left.length} of ${count(counted, 'required section')} in this phase ${left.length === 1 ? 'is' : 'are'} unfinished:\n\n${left.join('\n')}`
      : 'Nothing is left in this phase.',
  ]);
}

function topicsLeft(section: BoundSection, phase: number): string {
  const labels = section.unanswered.filter((each) => each.phase === phase).map(({ topic }) => topic.label);
  return labels.length > 0 ? `; unanswered topics: ${escapeMarkdown(labels.join(', '))}` : '';
}

function hoverLevel(document: DesignDocument, offset: number): Hover | undefined {
  const { level: reading, template, markdown } = document;
  const use = [reading.field, ...reading.conflicts].find((each) => each && contains(each.range, offset));
  if (!use) return undefined;
  const word = wordAt(markdown.text, offset, use.valueRange);
  const named =
    word &&
    template.levels.find((level) => fold(level.name) === fold(markdown.text.slice(word.start, word.end)));
  const level = named ?? reading.level;
  if (!level) return undefined;
  const { start, end } = named && word ? word : use.range;
  return { start, end, text: describeLevel(document, level) };
}

/** What a level requires, and what the next level adds, section by section. */
export function describeLevel(document: DesignDocument, level: Level): string {
  const { template } = document;
  const next = template.levels[level.index + 1];
  return paragraphs([
    `**${escapeMarkdown(level.name)}**${level.guidance ? ` — ${escapeMarkdown(level.guidance)}` : ''}`,
    `${requirementsHead(document, level)}:\n\n${requirements(document, level, undefined)}`,
    next
      ? `**${escapeMarkdown(next.name)}** also requires:\n\n${requirements(document, next, level)}`
      : 'This is the highest level.',
  ]);
}

/** "14 of 14 required sections are written" for the document's own level, "Requires" for any other level. */
function requirementsHead({ sections, level: own }: DesignDocument, level: Level): string {
  if (level !== own.level) return 'Requires';
  const required = sections.filter(({ need }) => need === 'required');
  const done = required.filter(isDone).length;
  return `${done} of ${count(required.length, 'required section')} ${done === 1 ? 'is' : 'are'} written`;
}

/** The sections, topics, and gates that a level requires, as a list. Those of `below` are omitted. */
function requirements(document: DesignDocument, level: Level, below: Level | undefined): string {
  const { template, sections } = document;
  const lines = sections.flatMap((bound) => {
    const { known } = bound;
    const isNew =
      needOf(template, known, level) === 'required' &&
      !(below && needOf(template, known, below) === 'required');
    const old = new Set(below ? topicsAt(known, below) : []);
    const topics = topicsAt(known, level).filter((topic) => !old.has(topic));
    if (!isNew && topics.length === 0) return [];
    const labels =
      topics.length > 0 ? `: ${escapeMarkdown(topics.map((topic) => topic.label).join(', '))}` : '';
    // The text of a section is checked against a higher level only once that level is chosen.
    const state = below && bound.state === 'written' ? '' : ` (${stateInWords(bound)})`;
    return [`- ${escapeMarkdown(known.title)}${labels}${state}`];
  });
  const old = new Set(below ? gatesAt(template, below) : []);
  const gates = gatesAt(template, level).filter((gate) => !old.has(gate));
  if (gates.length > 0) lines.push(`- Gates: ${escapeMarkdown(gates.join(', '))}`);
  return lines.length > 0 ? lines.join('\n') : '- nothing more';
}

function hoverName(document: DesignDocument, offset: number): Hover | undefined {
  const found = nameEntry(document, offset);
  if (!found) return undefined;
  const { start, end, name, entry, words } = found;
  const section = boundAt(document, entry.start)?.known.title ?? '';
  const title = `**${escapeMarkdown(name)}**${words && ` — ${escapeMarkdown(words)}`}`;
  return { start, end, text: paragraphs([title, `Defined in ${escapeMarkdown(section)}.`]) };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function wordAt(text: string, offset: number, within: Range): Range | undefined {
  for (const match of text.slice(within.start, within.end).matchAll(/[\p{L}\p{N}-]+/gu)) {
    const start = within.start + match.index;
    if (start <= offset && offset <= start + match[0].length) return { start, end: start + match[0].length };
  }
  return undefined;
}

function paragraphs(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}
