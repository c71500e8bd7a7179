import type { DesignDocument } from '../document/document.ts';
import { insertSections } from '../document/edits/insert.ts';
import { raiseLevel } from '../document/edits/raise-level.ts';
import { relocate } from '../document/edits/relocate.ts';
import { setLevel } from '../document/edits/set-level.ts';
import { keepsBlocks } from '../markdown/keeps-blocks.ts';
import type { Section } from '../structure/sections.ts';
import type { Level } from '../template/template.ts';
import type { TextEdit } from '../text/range.ts';
import { insertMissing } from './actions/insert-missing.ts';
import { waive } from './actions/waive.ts';
import { readiness } from './progress/readiness.ts';

/** An edit that a command requests. Existing sections are identified by their keys in the readiness. */
export type EditRequest =
  | { readonly kind: 'insertSection'; readonly section: string }
  | { readonly kind: 'insertMissing'; readonly phase?: number }
  | { readonly kind: 'moveSection'; readonly section: string; readonly before: string | undefined }
  | { readonly kind: 'waive'; readonly section: string }
  | { readonly kind: 'setLevel'; readonly level: string }
  | { readonly kind: 'raiseLevel'; readonly level: string }
  | { readonly kind: 'useTemplate'; readonly template: string };

/** The edits for a command; none if nothing needs to change, a name is unknown, or other text would be affected. */
export function editFor(document: DesignDocument, request: EditRequest): readonly TextEdit[] {
  const edits = requested(document, request);
  return keepsBlocks(document.markdown, edits) ? edits : [];
}

function requested(document: DesignDocument, request: EditRequest): readonly TextEdit[] {
  switch (request.kind) {
    case 'insertSection': {
      const bound = document.sections.find(({ known }) => known.id === request.section);
      return bound?.state === 'missing' ? insertSections(document, [bound.known]) : [];
    }
    case 'insertMissing':
      return insertMissing(document, request.phase);
    case 'moveSection': {
      const section = sectionOf(document, request.section);
      const before = sectionOf(document, request.before);
      const isKnown = section && (before || !request.before);
      return (isKnown && relocate(document, section, before)) || [];
    }
    case 'waive': {
      const section = sectionOf(document, request.section);
      return section ? waive(document, section) : [];
    }
    case 'setLevel': {
      const level = levelOf(document, request.level);
      const change = level && setLevel(document, level);
      return change ? [change] : [];
    }
    case 'raiseLevel': {
      const level = levelOf(document, request.level);
      return level ? raiseLevel(document, level) : [];
    }
    case 'useTemplate':
      return [];
  }
}

function levelOf({ template }: DesignDocument, level: string): Level | undefined {
  return template.levels.find(({ name }) => name === level);
}

/** The existing section with a key. */
function sectionOf(document: DesignDocument, key: string | undefined): Section | undefined {
  if (!key) return undefined;
  const { phases, anyPhase } = readiness(document);
  const all = [...phases.flatMap(({ sections }) => sections), ...anyPhase];
  const start = all.find((entry) => entry.key === key)?.heading?.start;
  return document.outline.sections.find(({ heading }) => heading.start === start);
}
