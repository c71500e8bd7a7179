import type { BoundSection, DesignDocument } from '../document/document.ts';
import { needOf } from '../document/needs.ts';
import { phaseText } from '../document/phase-markers.ts';
import type { Level, Template, TemplateSection } from '../template/template.ts';

/** Words about sections and levels that hovers, hints and completions share. */

const STATES: Readonly<Record<BoundSection['state'], string>> = {
  missing: 'missing',
  empty: 'empty',
  unwritten: 'not written yet',
  waived: 'not applicable here',
  draft: 'a draft',
  written: 'written',
};

export function stateInWords(section: BoundSection): string {
  return STATES[section.state];
}

/** The first level that requires a section. */
export function firstLevel(template: Template, known: TemplateSection): Level | undefined {
  return template.levels.find((level) => needOf(template, known, level) === 'required');
}

/** `Phase 2: Production Readiness`, for each phase of the section. */
export function phasesOf(template: Template, known: TemplateSection): string[] {
  return known.phases.map((phase) => {
    const text = phaseText(template, phase.number);
    return phase.levels ? `${text} (${[...phase.levels].join(', ')})` : text;
  });
}

/** "required at production", "required from prototype", "recommended"; empty if no level needs the section. */
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

/** Text that Markdown shows as it is. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>]|&(?=#?\w+;)/g, '\\$&');
}
