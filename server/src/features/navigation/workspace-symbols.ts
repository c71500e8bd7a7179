import type { DesignDocument } from '../../document/document.ts';
import type { Range } from '../../text/range.ts';
import { phaseAndStateOf } from '../structure.ts';
import type { MarkdownFile } from './links.ts';

/** A heading of one of the open documents. */
export interface WorkspaceSymbol<S extends MarkdownFile> {
  readonly source: S;
  readonly name: string;
  /** The title of the parent section and `Phase 1 · draft`, as far as they exist. */
  readonly container: string;
  readonly range: Range;
}

/** The headings that contain the letters of `query` in order, with any other letters between them. */
export function workspaceSymbols<S extends MarkdownFile>(
  query: string,
  documents: Iterable<readonly [S, DesignDocument]>,
): WorkspaceSymbol<S>[] {
  return [...documents].flatMap(([source, document]) =>
    document.outline.sections
      .filter(({ title }) => title !== '' && isSubsequence(query.toLowerCase(), title.toLowerCase()))
      .map((section) => ({
        source,
        name: section.title,
        container: [section.parent?.title, phaseAndStateOf(document, section)].filter(Boolean).join(' — '),
        range: section.heading,
      })),
  );
}

function isSubsequence(query: string, text: string): boolean {
  let at = 0;
  for (const unit of text) if (query.startsWith(unit, at)) at += unit.length;
  return at === query.length;
}
