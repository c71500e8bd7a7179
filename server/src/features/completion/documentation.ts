import type { DesignDocument } from '../../document/document.ts';
import { ALL_RULES } from '../../rules/index.ts';
import { describeLevel, describeSection } from '../hover.ts';
import type { Subject } from './entry.ts';

/** The documentation of a subject for the document's current state, as Markdown; empty if the subject does not exist. */
export function describeSubject(document: DesignDocument, { kind, id }: Subject): string {
  if (kind === 'section') {
    const bound = document.sections.find(({ known }) => known.id === id);
    return bound ? describeSection(document, bound) : '';
  }
  if (kind === 'level') {
    const level = document.template.levels.find(({ name }) => name === id);
    return level ? describeLevel(document, level) : '';
  }
  const rule = ALL_RULES.find((known) => known.id === id);
  return rule ? `${rule.summary}\n\n${rule.why}` : '';
}
