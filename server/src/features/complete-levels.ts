import type { DesignDocument } from '../document/document.ts';
import { readField } from '../template/field.ts';
import { foldKey } from '../template/fields.ts';
import { fold } from '../text/fold.ts';
import { type Completion, isInFrontMatter, type Place } from './completion.ts';
import { describeLevel } from './hover.ts';
import { escapeSnippet } from './snippet.ts';

/**
 * The quality levels behind the label of a level field, in a list item, a paragraph, a table row or the front matter;
 * `undefined` elsewhere.
 */
export function completeLevels(
  document: DesignDocument,
  place: Place,
  trigger: string | undefined,
): readonly Completion[] | undefined {
  const { levelField, levels } = document.template;
  const found = levelField && findValue(document, place, levelField.name);
  if (!found) return undefined;
  const typed = place.before.slice(found.start);
  if (trigger !== undefined && typed !== '') return undefined;
  const gap = /\s$/.test(place.before.slice(0, found.start)) ? '' : ' ';
  const names = levels.map((level) => fold(level.name));
  // A level's name in full, or words that are none, are there to be replaced and must not filter the list.
  const filters = !names.includes(fold(typed)) && names.some((name) => name.startsWith(fold(typed)));
  return levels.map((level) => ({
    kind: 'level',
    label: level.name,
    detail: level.guidance ?? '',
    documentation: describeLevel(document, level),
    edit: {
      start: place.lineStart + found.start,
      end: place.offset + restOfValue(place, found).length,
      newText: gap + escapeSnippet(level.name),
    },
    filterText: filters ? gap + level.name : typed + level.name,
    preselect: document.level.level === level,
  }));
}

interface Value {
  /** The column at which the value begins. */
  readonly start: number;
  readonly isCell: boolean;
}

/** The value of a level field in which the cursor stands. */
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
