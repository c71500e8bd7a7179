import type { DesignDocument } from '../document/document.ts';
import { setLevel } from '../document/edits/set-level.ts';
import { foldKey } from '../structure/fields.ts';
import { listed } from './phrases.ts';
import type { Fix } from './rule.ts';

/** One fix for each level; applying one sets the document's quality level. */
export function levelFixes(document: DesignDocument): Fix[] {
  return document.template.levels.flatMap((level) => {
    const edit = setLevel(document, level);
    return edit ? [{ title: `Set the ${levelWord(document)} to ${level.name}`, edits: [edit] }] : [];
  });
}

/** `experiment, prototype, production or secure`. */
export function levelNames({ template }: DesignDocument): string {
  return listed(
    template.levels.map((level) => level.name),
    'or',
  );
}

/** What sentences call the level: as the template does, where it has a word of its own for it. */
export function levelWord({ template: { levelField } }: DesignDocument): string {
  const isOwn = levelField !== undefined && foldKey(levelField.label) !== 'quality level';
  return isOwn ? levelField.label : 'quality level';
}
