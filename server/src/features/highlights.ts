import type { DesignDocument } from '../document/document.ts';
import { templateDirectives } from '../document/recognize.ts';
import type { Markdown } from '../markdown/markdown.ts';
import type { Range } from '../text/range.ts';

/** A range within one line to highlight. */
export interface Highlight extends Range {
  readonly kind: 'level' | 'marker' | 'directive';
}

/** The values of level fields, phase markers, directives, and suppressions, in document order. */
export function highlights({ markdown, outline, level, markers, suppressions }: DesignDocument): Highlight[] {
  const fields = [...(level.field ? [level.field] : []), ...level.agreeing, ...level.conflicts];
  const set = fields.flatMap(({ valueRange: at, reading }) =>
    reading.kind === 'set' ? [nameIn(markdown, at, reading.level.name)] : [],
  );
  const directives = templateDirectives(outline);
  const all = [
    ...set.flatMap((at) => linesOf(markdown, at, 'level')),
    ...markers.flatMap(({ marker, comment }) => (marker ? linesOf(markdown, comment, 'marker') : [])),
    ...[...suppressions.map(({ comment }) => comment), ...directives].flatMap((comment) =>
      linesOf(markdown, comment, 'directive'),
    ),
  ];
  return all.sort((a, b) => a.start - b.start);
}

/** The level's name in the value, without formatting and notes; the whole value if the name is spelled differently. */
function nameIn(markdown: Markdown, at: Range, name: string): Range {
  const index = markdown.slice(at.start, at.end).toLowerCase().indexOf(name.toLowerCase());
  const start = at.start + index;
  return index < 0 ? at : { start, end: start + name.length };
}

/** One highlight for each line, because many editors do not support multiline highlights. */
function linesOf(markdown: Markdown, { start, end }: Range, kind: Highlight['kind']): Highlight[] {
  return [...markdown.slice(start, end).matchAll(/\S(?:[^\r\n]*\S)?/g)].map(({ 0: line, index }) => ({
    kind,
    start: start + index,
    end: start + index + line.length,
  }));
}
