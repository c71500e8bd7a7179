import type { DesignDocument } from '../document/document.ts';
import { setLevel } from '../document/edits/set-level.ts';
import { foldKey } from '../structure/fields.ts';
import { listed } from './phrases.ts';
import type { Fix } from './rule.ts';

/** A fix for each level, which sets the document to that level. */
export function levelFixes(document: DesignDocument): Fix[] {
  return document.template.levels.flatMap((level) => {
    const edit = setLevel(document, level);
    return edit ? [{ title: `Set the ${levelWord(document)} to ${level.name}`, edits: [edit] }] : [];
  });
}

/** `experiment, prototype, production, or secure`. */
export function levelNames({ template }: DesignDocument): string {
  return listed(
    template.levels.map((level) => level.name),
    'or',
  );
}

/** The name of the level field for a sentence: “quality level”, or the template's own label, such as “Stage”. */
export function levelWord({ template: { levelField } }: DesignDocument): string {
  const isOwn = levelField !== undefined && foldKey(levelField.label) !== 'quality level';
  return isOwn ? levelField.label : 'quality level';
}

/** The plural of `levelWord`. */
export function levelWords(document: DesignDocument): string {
  const word = levelWord(document);
  return word === 'quality level' ? 'quality levels' : `${word} values`;
}
