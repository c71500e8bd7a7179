import type { DesignDocument } from '../../document/document.ts';
import { chosenPart } from '../../document/edits/chosen-part.ts';
import { readField } from '../../structure/field.ts';
import { foldKey } from '../../structure/fields.ts';
import { fold } from '../../text/fold.ts';
import type { Range, TextEdit } from '../../text/range.ts';
import { escapeSnippet } from '../snippet.ts';
import { isInFrontMatter, type Place, withoutComment } from './place.ts';

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
  const { start, source } = found;
  const typed = place.before.slice(start);
  const part = partAt(source, typed, names);
  // Behind the value the author notes something.
  if ((trigger !== undefined && typed !== '') || typed.trimEnd().length > part.end) return undefined;
  const gap = /\s$/.test(place.before.slice(0, start)) ? '' : ' ';
  const behind = part.start === part.end && /^[^\s*_`"']/.test(source.slice(part.end)) ? ' ' : '';
  const folded = names.map(fold);
  // A name in full, or words that are none, are there to be replaced and must not filter the list.
  const filters = !folded.includes(fold(typed)) && folded.some((name) => name.startsWith(fold(typed)));
  const from = place.lineStart + start;
  const end = Math.max(place.offset, from + part.end);
  return names.map((name) => ({
    edit: { start: from, end, newText: escapeSnippet(gap + source.slice(0, part.start) + name + behind) },
    filterText: filters ? gap + name : typed + name,
  }));
}

/** What of the value gives way; between marks that close by themselves it is yet to be written. */
function partAt(source: string, typed: string, names: readonly string[]): Range {
  const isEmpty = /^[\s*_`"']*$/.test(source);
  return isEmpty ? { start: typed.length, end: typed.length } : chosenPart(source, names);
}

interface Value {
  /** The column at which the value begins. */
  readonly start: number;
  /** From there to the end of the line or cell, or to a comment of the front matter. */
  readonly source: string;
}

/** The value of the field in which the cursor stands; `name` is the label, folded. */
function findValue(
  document: DesignDocument,
  { before, after, offset }: Place,
  name: string,
): Value | undefined {
  const line = before + after;
  if (isInFrontMatter(document, offset)) {
    const key = /^([\w-]+)[ \t]*:[ \t]*/.exec(before);
    if (!key || foldKey(key[1] as string) !== name) return undefined;
    return { start: key[0].length, source: withoutComment(line.slice(key[0].length)) };
  }
  const row = /^\s*(?:\|([^|]*)|([^|\s][^|]*))\|[ \t]*(?![ \t])(?=[^|]*$)/.exec(before);
  if (row && fold((row[1] ?? row[2] ?? '').replace(/[*_`]/g, '')).replace(/:$/, '') === name)
    return { start: row[0].length, source: /^(?:\\\||[^|])*/.exec(line.slice(row[0].length))?.[0] ?? '' };
  const lead = /^[\s>]*(?:[-+*]\s+|\d+[.)]\s+)?/.exec(before)?.[0].length ?? 0;
  const field = readField(before.slice(lead));
  const start = lead + (field?.valueStart ?? 0);
  return field?.name === name ? { start, source: line.slice(start) } : undefined;
}
