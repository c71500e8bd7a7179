import type { DesignDocument } from '../../document/document.ts';
import { chosenPart } from '../../document/edits/chosen-part.ts';
import { readField } from '../../structure/field.ts';
import { foldKey } from '../../structure/fields.ts';
import { fold } from '../../text/fold.ts';
import type { Range, TextEdit } from '../../text/range.ts';
import { escapeSnippet } from '../snippet.ts';
import { type CursorContext, isInFrontMatter, withoutComment } from './place.ts';

/** The edit that sets a field to one of its values. */
export interface ValueEdit {
  readonly edit: TextEdit;
  readonly filterText: string;
}

/**
 * The edits that set a field to each of `names` if the cursor is in the field's value: in a list item, a paragraph, a
 * table row, or the front matter. `undefined` elsewhere.
 */
export function completeValues(
  document: DesignDocument,
  cursor: CursorContext,
  label: string,
  names: readonly string[],
  trigger: string | undefined,
): readonly ValueEdit[] | undefined {
  const found = findValue(document, cursor, label);
  if (!found) return undefined;
  const { start, source } = found;
  const typed = cursor.before.slice(start);
  const part = partAt(source, typed, names);
  // Text after the value is the author's note.
  if ((trigger !== undefined && typed !== '') || typed.trimEnd().length > part.end) return undefined;
  const gap = /\s$/.test(cursor.before.slice(0, start)) ? '' : ' ';
  const after = part.start === part.end && /^[^\s*_`"']/.test(source.slice(part.end)) ? ' ' : '';
  const folded = names.map(fold);
  // A complete name, or text that begins no name, is replaced and must not filter the list.
  const filters = !folded.includes(fold(typed)) && folded.some((name) => name.startsWith(fold(typed)));
  const from = cursor.lineStart + start;
  const end = Math.max(cursor.offset, from + part.end);
  return names.map((name) => ({
    edit: { start: from, end, newText: escapeSnippet(gap + source.slice(0, part.start) + name + after) },
    filterText: filters ? gap + name : typed + name,
  }));
}

/** The part of the value that is replaced; empty between quotes or emphasis that the editor closed automatically. */
function partAt(source: string, typed: string, names: readonly string[]): Range {
  const isEmpty = /^[\s*_`"']*$/.test(source);
  return isEmpty ? { start: typed.length, end: typed.length } : chosenPart(source, names);
}

interface Value {
  /** The column where the value begins. */
  readonly start: number;
  /** The text from there to the end of the line or cell, without a front matter comment. */
  readonly source: string;
}

/** The value of the field at the cursor. `name` is the folded label. */
function findValue(
  document: DesignDocument,
  { before, after, offset }: CursorContext,
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
