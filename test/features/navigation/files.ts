import assert from 'node:assert/strict';
import type { Navigation } from '../../../server/src/features/navigation/navigate.ts';
import type { Source } from '../../../server/src/service/service.ts';
import type { Range } from '../../../server/src/text/range.ts';
import { plain, SERVICE, sourceOf } from '../../support/service.ts';

/** The documents that an editor has open, with the cursor if one of them has it. */
export interface Files {
  readonly sources: readonly Source[];
  readonly navigation: Navigation<Source>;
  readonly cursor: { readonly source: Source; readonly offset: number } | undefined;
}

/** A marked range in one of the documents, with a note. */
export interface Mark {
  readonly source: Source;
  readonly range: Range;
  readonly note?: string;
}

const FOLDER = 'file:///home/designs/';

/** Reads documents that start with `//- path`. The text before the first such line is `design-doc.md`. */
export function openFiles(input: string): Files {
  const [first = '', ...others] = input.split(/^\uFEFF?\/\/- (\S+)\r?\n/m);
  const named = others.flatMap((name, index) =>
    index % 2 === 0 ? [[name, others[index + 1] ?? ''] as const] : [],
  );
  const files = [['design-doc.md', first] as const, ...named].filter(([, text]) => text.trim() !== '');
  const sources = files.map(([name, text]) => open(name, text.replace('$0', '')));
  const cursors = files.flatMap(([, text], index) => {
    const offset = text.indexOf('$0');
    return offset < 0 ? [] : [{ source: sources[index] as Source, offset }];
  });
  assert.ok(cursors.length <= 1 && input.split('$0').length <= 2, 'there is at most one cursor $0');
  return { sources, navigation: SERVICE.navigation(sources, sources), cursor: cursors[0] };
}

export function open(name: string, text: string): Source {
  return sourceOf(FOLDER + name, text);
}

/** All documents, with a line `~~~ note` under each marked range. */
export function showMarks({ sources }: Files, marks: readonly Mark[]): string {
  return showFiles(
    sources.map(
      (source) =>
        [
          source,
          marked(
            source,
            marks.filter((mark) => mark.source === source),
          ),
        ] as const,
    ),
  );
}

/** The documents one after another, with their names if there are several. */
export function showFiles(files: readonly (readonly [Source, string])[]): string {
  const texts = files.map(
    ([{ uri }, text]) => (files.length > 1 ? `//- ${nameOf(uri)}\n` : '') + plain(text),
  );
  return texts
    .map((text) => text.replace(/\n*$/, '\n'))
    .join('')
    .trimEnd();
}

export function nameOf(uri: string): string {
  return uri.replace(FOLDER, '');
}

function marked({ markdown: { text } }: Source, marks: readonly Mark[]): string {
  const plainOffset = (offset: number): number => plain(text.slice(0, offset)).length;
  const sorted = marks.toSorted((a, b) => a.range.start - b.range.start);
  let offset = 0;
  const lines = plain(text)
    .split('\n')
    .map((line) => {
      const end = offset + line.length;
      const under = sorted.flatMap(({ range, note }) => {
        const from = plainOffset(range.start);
        if (from < offset || from > end) return [];
        const length = Math.max(1, Math.min(plainOffset(range.end), end) - from);
        return [`${' '.repeat(from - offset)}${'~'.repeat(length)}${note ? ` ${note}` : ''}`];
      });
      offset = end + 1;
      return [line, ...under].join('\n');
    });
  return lines.join('\n');
}
