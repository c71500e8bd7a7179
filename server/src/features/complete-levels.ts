import type { DesignDocument } from '../document/document.ts';
import { readField } from '../template/field.ts';
import { fold } from '../text/fold.ts';
import type { Completion, Place } from './completion.ts';
import { describeLevel } from './hover.ts';
import { escapeSnippet } from './snippet.ts';

/**
 * The quality levels behind the label of a level field, in a list item, a paragraph, a table row or the front matter;
 * `undefined` elsewhere.
 */
export function completeLevels(document: DesignDocument, place: Place): readonly Completion[] | undefined {
  const { levelField, levels } = document.template;
  const valueStart = levelField && findValue(place, levelField.name);
  if (valueStart === undefined) return undefined;
  const typed = place.before.slice(valueStart);
  // `|` in a value is the template's choice, at the end of a value in a table it is the cell's border.
  const isCell = /^\s*\|/.test(place.before);
  const value = isCell ? (/^[^|]*?(?=\s*\||\s*$)/.exec(place.after)?.[0] ?? '') : place.after;
  const gap = /\s$/.test(place.before.slice(0, valueStart)) ? '' : ' ';
  const isPrefix = levels.some((level) => fold(level.name).startsWith(fold(typed)));
  return levels.map((level) => ({
    kind: 'level',
    label: level.name,
    detail: level.guidance ?? '',
    documentation: describeLevel(document, level),
    edit: {
      start: place.lineStart + valueStart,
      end: place.offset + value.trimEnd().length,
      newText: gap + escapeSnippet(level.name),
    },
    filterText: isPrefix ? gap + level.name : typed + level.name,
    preselect: document.level.level === level,
  }));
}

/** The column at which the value of a level field begins on the cursor's line, if the cursor stands in that value. */
function findValue({ before }: Place, name: string): number | undefined {
  const row = /^\s*\|([^|]*)\|[ \t]*/.exec(before);
  if (row)
    return fold((row[1] as string).replace(/[*_`]/g, '')).replace(/:$/, '') === name
      ? row[0].length
      : undefined;
  const lead = /^[\s>]*(?:[-+*]\s+|\d+[.)]\s+)?/.exec(before)?.[0].length ?? 0;
  const field = readField(before.slice(lead).replace(/^([\w-]+)(?=:)/, asWords));
  if (field?.name !== name) return undefined;
  return lead + field.valueStart;
}

/** `quality_level`, `quality-level` and `qualityLevel` read as two words of the same length as before, or longer. */
function asWords(key: string): string {
  return key.replace(/[_-]/g, ' ');
}
