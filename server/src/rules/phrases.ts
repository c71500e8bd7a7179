import type { BoundSection, DesignDocument } from '../document/document.ts';
import { phaseText } from '../document/edits/markers.ts';
import { withoutNotes } from '../structure/heading.ts';
import type { TemplateSection } from '../template/template.ts';
import type { Related } from './rule.ts';

/** `A`, `A and B`, `A, B and C`. */
export function listed(names: readonly string[], joint = 'and'): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} ${joint} ${names.at(-1)}`;
}

export function quoted(text: string): string {
  return `“${text}”`;
}

/**
 * A section's title as sentences name it: the document's own words where they are another name of it, and in quotes
 * if they read like a sentence.
 */
export function titleOf({ known, node }: Pick<BoundSection, 'known'> & Partial<BoundSection>): string {
  const isRenamed = node !== undefined && known.names.indexOf(node.part.name) > 0;
  const title = isRenamed ? withoutNotes(node.part.title) : known.title;
  return /[,.:;!?]/.test(title) ? quoted(title) : title;
}

/** `A, B and C`; in quotes if a title holds an “and” itself, or a comma. */
export function titlesOf(sections: readonly { readonly known: TemplateSection }[]): string {
  const isClear =
    sections.length === 1 || sections.every(({ known }) => !/\band\b|[,.:;!?]/i.test(known.title));
  return listed(sections.map((section) => (isClear ? titleOf(section) : quoted(section.known.title))));
}

/** Why a section is asked for, as a clause: "production documents write it in Phase 2"; `it` is what it is called. */
export function whyDue({ level, template }: DesignDocument, section: BoundSection, it = 'it'): string {
  const [phase] = section.phases;
  const where = phase === undefined ? '' : ` in Phase ${phase}`;
  const isSet = level.field?.reading.kind === 'set' && level.level;
  const who = isSet
    ? `${isSet.name} documents`
    : template.levels.length > 0
      ? 'all documents'
      : 'the template';
  if (section.need === 'recommended') return `${it} is recommended${where}`;
  if (template.levels.length === 0) return `the template asks for ${it}`;
  return phase === undefined ? `${who} need ${it}` : `${who} write ${it}${where}`;
}

/** The phase that the template gives a section, in words. */
export function phasesInWords({ template }: DesignDocument, known: TemplateSection): string {
  return listed(known.phases.map((phase) => phaseText(template, phase.number)));
}

/** The template's own heading of a section. */
export function templateHeading({ template }: DesignDocument, known: TemplateSection): Related {
  const { start, end } = known.source.heading;
  return { in: 'template', start, end, message: `${known.title} in the template ${quoted(template.title)}` };
}
