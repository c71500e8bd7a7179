import type { BoundSection, DesignDocument } from '../../document/document.ts';
import { phaseText } from '../../document/edits/markers.ts';
import { needOf } from '../../document/needs.ts';
import type { Level, Template, TemplateSection } from '../../template/template.ts';

/** Phrases about sections and levels that hovers, hints, and completions share. */

const STATES: Readonly<Record<BoundSection['state'], string>> = {
  missing: 'missing',
  empty: 'empty',
  unwritten: 'not written yet',
  waived: 'not applicable',
  draft: 'a draft',
  written: 'written',
};

export function stateInWords(section: Pick<BoundSection, 'state'>): string {
  return STATES[section.state];
}

/** `Phase 1 · draft`: a section's phase and state; only the state without phases. */
export function phaseAndState(section: BoundSection): string {
  const phase = section.phases[0] ?? section.known.phases[0]?.number;
  const state = section.state === 'draft' ? 'draft' : stateInWords(section);
  return phase === undefined ? state : `Phase ${phase} · ${state}`;
}

/** The first level that requires a section. */
export function firstLevel(template: Template, known: TemplateSection): Level | undefined {
  return template.levels.find((level) => needOf(template, known, level) === 'required');
}

/** `Phase 2: Production Readiness`, for each phase of the section, with the levels that the phase is limited to. */
export function phasesOf(template: Template, known: TemplateSection): string[] {
  return known.phases.map((phase) => {
    const text = phaseText(template, phase.number);
    return phase.levels ? `${text} (${[...phase.levels].join(', ')})` : text;
  });
}

/** "required at production", "required from prototype", "recommended"; empty if no level requires the section. */
export function needInWords(document: DesignDocument, section: BoundSection): string {
  const { level, template } = document;
  if (section.need === 'recommended') return 'recommended';
  if (template.levels.length === 0) return section.need === 'required' ? 'required' : '';
  const isSet = level.field?.reading.kind === 'set';
  if (section.need === 'required' && isSet && level.level) return `required at ${level.level.name}`;
  const first = firstLevel(template, section.known);
  if (!first) return '';
  return first.index === 0 ? 'always required' : `required from ${first.name}`;
}

/** Why a section is required or recommended, in one sentence; empty if it is neither at the document's level. */
export function whyInWords(
  { level: { level, field }, template }: DesignDocument,
  section: BoundSection,
): string {
  const { need, known, phases } = section;
  if (need === 'none') return '';
  const from = known.policy[need === 'required' ? 'required-from' : 'recommended-from'];
  if (from !== undefined && level)
    return `The template ${need === 'required' ? 'requires' : 'recommends'} it from ${from} on.`;
  if (need === 'recommended') return '';
  if (!level || phases[0] === undefined) return 'The template requires it in every document.';
  if (field?.reading.kind !== 'set') return `Every level requires Phase ${phases[0]}.`;
  return `At ${level.name}, ${phasesUpTo(template, level.highestPhase)} required.`;
}

function phasesUpTo({ phases }: Template, highest: number | undefined): string {
  if (highest === undefined) return 'all phases are';
  const first = phases[0]?.number ?? highest;
  if (highest === first + 1) return `Phases ${first} and ${highest} are`;
  return first < highest ? `Phases ${first} to ${highest} are` : `Phase ${highest} is`;
}

/** Text that Markdown shows literally, also in tables. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>|~]|&(?=#?\w+;)/g, '\\$&');
}
