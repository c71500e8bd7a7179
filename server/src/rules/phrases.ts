import type { BoundSection, DesignDocument } from '../document/document.ts';
import { phaseText } from '../document/edits/markers.ts';
import { withoutNotes } from '../structure/heading.ts';
import type { TemplateSection } from '../template/template.ts';
import type { Related } from './rule.ts';

/** `A`, `A and B`, or `A, B, and C`. */
export function listed(names: readonly string[], joint = 'and'): string {
  if (names.length < 2) return names.join('');
  const comma = names.length > 2 ? ',' : '';
  return `${names.slice(0, -1).join(', ')}${comma} ${joint} ${names.at(-1)}`;
}

export function quoted(text: string): string {
  return `“${text}”`;
}

/** The words of a value for a message: on one line, and cut off if there are many. */
export function excerpt(value: string): string {
  const words = value.trim().replace(/\s+/g, ' ');
  return words.length <= LONGEST_EXCERPT ? words : `${words.slice(0, LONGEST_EXCERPT - 1).trimEnd()}…`;
}

/** In UTF-16 code units. */
const LONGEST_EXCERPT = 60;

/**
 * A section's title for a sentence: the document's own heading if it is an alias, otherwise the template's. It is quoted
 * if its punctuation could be mistaken for that of the sentence.
 */
export function titleOf({ known, node }: Pick<BoundSection, 'known'> & Partial<BoundSection>): string {
  const isRenamed = node !== undefined && known.names.indexOf(node.part.name) > 0;
  const title = isRenamed ? withoutNotes(node.part.title) : known.title;
  return /[,.:;!?]/.test(title) ? quoted(title) : title;
}

/** `A, B, and C`. The titles are quoted if one of them contains “and” or punctuation. */
export function titlesOf(sections: readonly { readonly known: TemplateSection }[]): string {
  const isClear =
    sections.length === 1 || sections.every(({ known }) => !/\band\b|[,.:;!?]/i.test(known.title));
  return listed(sections.map((section) => (isClear ? titleOf(section) : quoted(section.known.title))));
}

/**
 * Why a section is reported, to follow “is” or “are”: “required at production (Phase 1)”, “required by the template”,
 * or “recommended (Phase 0)”.
 */
export function requirementOf(
  { level, template }: DesignDocument,
  { need, phases: [phase] }: Pick<BoundSection, 'need' | 'phases'>,
): string {
  const inPhase = phase === undefined ? '' : ` (Phase ${phase})`;
  if (need === 'recommended') return `recommended${inPhase}`;
  if (template.levels.length === 0) return 'required by the template';
  const own = level.field?.reading.kind === 'set' ? level.level : undefined;
  return `required at ${own?.name ?? 'every level'}${inPhase}`;
}

/** The phases of a section in the template: `Phase 1: Core Technical and Phase 2: Production Readiness`. */
export function phasesInWords({ template }: DesignDocument, known: TemplateSection): string {
  return listed(known.phases.map((phase) => phaseText(template, phase.number)));
}

/** The heading of a section in the template. */
export function templateHeading({ template }: DesignDocument, known: TemplateSection): Related {
  const { start, end } = known.source.heading;
  return { in: 'template', start, end, message: `${known.title} in the template ${quoted(template.title)}` };
}
