import type { Range } from '../text/range.ts';
import type { Open, Page } from './links.ts';

/** A heading of one of the open documents. */
export interface WorkspaceSymbol<S extends Open> {
  readonly source: S;
  readonly name: string;
  /** The title of the section around it; empty if there is none. */
  readonly container: string;
  readonly range: Range;
}

/** The headings with the letters of `query` in that order, whatever stands between them. */
export function workspaceSymbols<S extends Open>(
  query: string,
  pages: readonly Page<S>[],
): WorkspaceSymbol<S>[] {
  return pages.flatMap(({ source, outline }) =>
    outline.sections
      .filter(({ title }) => title !== '' && isSubsequence(query.toLowerCase(), title.toLowerCase()))
      .map(({ title, parent, heading }) => ({
        source,
        name: title,
        container: parent?.title ?? '',
        range: heading,
      })),
  );
}

function isSubsequence(query: string, text: string): boolean {
  let at = 0;
  for (const unit of text) if (query.startsWith(unit, at)) at += unit.length;
  return at === query.length;
}
