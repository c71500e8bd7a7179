import type { DesignDocument } from '../document/document.ts';
import type { Range } from '../text/range.ts';
import { completeLinks, type LinkPlace, linkAt, type OtherFile } from './complete-links.ts';
import type { Completion } from './completion.ts';
import { nameDefinitions, nameReferences, renamableName, renameName } from './component-names.ts';
import { type DocumentLink, documentLinks, type Open, type Page, readPage } from './links.ts';
import { definition, type Place, references } from './references.ts';
import { type Refusal, type Renamable, type Renaming, renamable, rename } from './rename.ts';
import { templatePlace } from './template-place.ts';
import { type WorkspaceSymbol, workspaceSymbols } from './workspace-symbols.ts';

/** Headings, the links between them and the names of components, over the design documents that are open. */
export interface Navigation<S extends Open> {
  documentLinks(source: S): readonly DocumentLink<S>[];
  definition(source: S, offset: number, part?: Part): readonly Place<S>[];
  /** Where the heading at a place comes from, in offsets of the template as it is stored. */
  templatePlace(source: S, offset: number): Range | undefined;
  references(source: S, offset: number, withDefinition: boolean, part?: Part): readonly Place<S>[];
  renamable(source: S, offset: number, part?: Part): Renamable | Refusal | undefined;
  rename(source: S, offset: number, newName: string, part?: Part): Renaming<S> | Refusal | undefined;
  /** Where a link is being written, and which other files may be wanted for it. */
  linkAt(source: S, offset: number): LinkPlace | undefined;
  completeLinks(source: S, offset: number, others?: readonly OtherFile[]): readonly Completion[] | undefined;
  workspaceSymbols(query: string): readonly WorkspaceSymbol<S>[];
}

/** What an editor is told of: headings and links too, or only the names, since it knows of headings itself. */
export type Part = 'all' | 'names';

/** `documentOf` gives what a design document is bound to, and of other files nothing. */
export function navigate<S extends Open>(
  open: readonly S[],
  documentOf: (source: S) => DesignDocument | undefined,
): Navigation<S> {
  const documents = new Map(
    open.flatMap((source) => {
      const document = documentOf(source);
      return document ? [[source, document] as const] : [];
    }),
  );
  const pages = [...documents].map(([source, { outline }]) => readPage(source, outline));
  const on = <T>(source: S, ask: (page: Page<S>, document: DesignDocument) => T): T | undefined => {
    const page = pages.find((each) => each.source === source);
    const document = documents.get(source);
    return page && document && ask(page, document);
  };
  const placesIn = (source: S, ranges: readonly Range[]): Place<S>[] =>
    ranges.map((range) => ({ source, range }));
  return {
    documentLinks: (source) => on(source, (page) => documentLinks(page, pages)) ?? [],
    definition: (source, offset, part = 'all') =>
      on(source, (page, document) => {
        const linked = part === 'all' ? definition(page, offset, pages) : undefined;
        return linked ? [linked] : placesIn(source, nameDefinitions(document, offset));
      }) ?? [],
    templatePlace: (source, offset) => on(source, (_, document) => templatePlace(document, offset)),
    references: (source, offset, withDefinition, part = 'all') =>
      on(source, (page, document) => [
        ...(part === 'all' ? references(page, offset, pages, withDefinition) : []),
        ...placesIn(source, nameReferences(document, offset, withDefinition)),
      ]) ?? [],
    renamable: (source, offset, part = 'all') =>
      on(source, (page, document) => {
        const name = renamableName(page, document, offset);
        return name ?? (part === 'all' ? renamable(page, offset, pages) : undefined);
      }),
    rename: (source, offset, newName, part = 'all') =>
      on(source, (page, document) => {
        const renaming = renameName(page, document, offset, newName, pages);
        return renaming ?? (part === 'all' ? rename(page, offset, newName, pages) : undefined);
      }),
    linkAt: (source, offset) => on(source, (page) => linkAt(page, offset)),
    completeLinks: (source, offset, others = []) =>
      on(source, (page) => completeLinks(page, offset, pages, others)),
    workspaceSymbols: (query) => workspaceSymbols(query, documents),
  };
}
