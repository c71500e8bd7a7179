import type { DesignDocument } from '../../document/document.ts';
import { readOutline } from '../../structure/sections.ts';
import { contains, type Range } from '../../text/range.ts';
import type { Completion } from '../completion/entry.ts';
import { completeLinks, linkAt, type OtherFile, type UnfinishedLink } from '../completion/links.ts';
import { nameDefinitions, nameReferences, renamableName, renameName } from './component-names.ts';
import { type DocumentLink, documentLinks, type Open, type Page, readPage } from './links.ts';
import { definition, landmarkAt, type Place, references } from './references.ts';
import { type Refusal, type Renamable, type Renaming, renamable, rename } from './rename.ts';
import { templatePlace } from './template-place.ts';
import { type WorkspaceSymbol, workspaceSymbols } from './workspace-symbols.ts';

/**
 * Headings, the links to them and the names of components: of the design documents that are open, with the links to
 * them in other Markdown files as far as those are given.
 */
export interface Navigation<S extends Open> {
  documentLinks(source: S): readonly DocumentLink<S>[];
  definition(source: S, offset: number, part?: Part): readonly Place<S>[];
  /** Where the heading at a place comes from, in offsets of the template as it is stored. */
  templatePlace(source: S, offset: number): Range | undefined;
  /** By which name links find the heading at a place, or the one that the link there leads to. */
  anchorAt(source: S, offset: number): string | undefined;
  references(source: S, offset: number, withDefinition: boolean, part?: Part): readonly Place<S>[];
  renamable(source: S, offset: number, part?: Part): Renamable | Refusal | undefined;
  rename(source: S, offset: number, newName: string, part?: Part): Renaming<S> | Refusal | undefined;
  /** Where a link is being written, and which other files may be wanted for it. */
  linkAt(source: S, offset: number): UnfinishedLink | undefined;
  completeLinks(source: S, offset: number, others?: readonly OtherFile[]): readonly Completion[] | undefined;
  workspaceSymbols(query: string): readonly WorkspaceSymbol<S>[];
}

/** What an editor is told of: headings and links too, or only the names, since it knows of headings itself. */
export type Part = 'all' | 'names';

/** `others` are Markdown files that may link to the documents; those that are documents themselves count once. */
export function navigate<S extends Open>(
  documents: ReadonlyMap<S, DesignDocument>,
  others: readonly S[],
): Navigation<S> {
  const pages = [...documents].map(([source, { outline }]) => readPage(source, outline));
  const linking = (): Page<S>[] => [
    ...pages,
    ...others
      .filter((source) => !documents.has(source))
      .map((source) => readPage(source, readOutline(source.markdown))),
  ];
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
    anchorAt: (source, offset) => on(source, (page) => landmarkAt(page, offset, pages)?.anchor.name),
    references: (source, offset, withDefinition, part = 'all') =>
      on(source, (page, document) => {
        const linked = part === 'all' ? references(page, offset, pages, linking(), withDefinition) : [];
        const named = placesIn(source, nameReferences(document, offset, withDefinition));
        return [...linked, ...named.filter((name) => !linked.some((each) => isWithin(name, each)))];
      }) ?? [],
    renamable: (source, offset, part = 'all') =>
      on(source, (page, document) => {
        const name = renamableName(page, document, offset);
        return name ?? (part === 'all' ? renamable(page, offset, pages) : undefined);
      }),
    rename: (source, offset, newName, part = 'all') =>
      on(source, (page, document) => {
        const renaming = renameName(page, document, offset, newName, linking());
        return renaming ?? (part === 'all' ? rename(page, offset, newName, pages, linking()) : undefined);
      }),
    linkAt: (source, offset) => on(source, (page) => linkAt(page, offset)),
    completeLinks: (source, offset, others = []) =>
      on(source, (page) => completeLinks(page, offset, pages, others)),
    workspaceSymbols: (query) => workspaceSymbols(query, documents),
  };
}

/** A heading that is told of whole is not told of once more for the name in it. */
function isWithin<S extends Open>(inner: Place<S>, outer: Place<S>): boolean {
  return inner.source === outer.source && contains(outer.range, inner.range.start);
}
