import type { DesignDocument } from '../document/document.ts';
import { readField } from '../template/field.ts';
import { foldKey } from '../template/fields.ts';
import { fold } from '../text/fold.ts';
import type { TextEdit } from '../text/range.ts';
import { isInFrontMatter } from './completion.ts';
import type { Place } from './place.ts';
import { escapeSnippet } from './snippet.ts';

/** How one of a field's values takes the place of what is there. */
export interface ValueEdit {
  readonly edit: TextEdit;
  readonly filterText: string;
}

/**
 * The edits that set a field to each of some names, if the cursor stands in its value: in a list item, a paragraph, a
 * table row or the front matter; `undefined` elsewhere.
 */
export function completeValues(
  document: DesignDocument,
  place: Place,
  label: string,
  names: readonly string[],
  trigger: string | undefined,
): readonly ValueEdit[] | undefined {
  const found = findValue(document, place, label);
  if (!found) return undefined;
  const typed = place.before.slice(found.start);
  if (trigger !== undefined && typed !== '') return undefined;
  const gap = /\s$/.test(place.before.slice(0, found.start)) ? '' : ' ';
  const folded = names.map(fold);
  // A name in full, or words that are none, are there to be replaced and must not filter the list.
  const filters = !folded.includes(fold(typed)) && folded.some((name) => name.startsWith(fold(typed)));
  const start = place.lineStart + found.start;
  const end = place.offset + restOfValue(place, found).length;
  return names.map((name) => ({
    edit: { start, end, newText: gap + escapeSnippet(name) },
    filterText: filters ? gap + name : typed + name,
  }));
}

interface Value {
  /** The column at which the value begins. */
  readonly start: number;
  readonly isCell: boolean;
}

/** The value of the field in which the cursor stands; `name` is the label, folded. */
function findValue(document: DesignDocument, { before, offset }: Place, name: string): Value | undefined {
  if (isInFrontMatter(document, offset)) {
    const key = /^([\w-]+)[ \t]*:[ \t]*/.exec(before);
    return key && foldKey(key[1] as string) === name ? { start: key[0].length, isCell: false } : undefined;
  }
  const row = /^\s*\|?([^|]*)\|[ \t]*(?=[^|]*$)/.exec(before);
  if (row && fold((row[1] as string).replace(/[*_`]/g, '')).replace(/:$/, '') === name)
    return { start: row[0].length, isCell: true };
  const lead = /^[\s>]*(?:[-+*]\s+|\d+[.)]\s+)?/.exec(before)?.[0].length ?? 0;
  const field = readField(before.slice(lead));
  return field?.name === name ? { start: lead + field.valueStart, isCell: false } : undefined;
}

/** What is replaced behind the cursor: the template's choice with its bars, but no border of a cell. */
function restOfValue({ before, after }: Place, { start, isCell }: Value): string {
  if (isCell) return /^[^|]*?(?=\s*(?:\||$))/.exec(after)?.[0] ?? '';
  const closes = /^[*_]+\s*$/.test(after) && !/^[*_]/.test(before.slice(start));
  return closes ? '' : after.trimEnd();
}
