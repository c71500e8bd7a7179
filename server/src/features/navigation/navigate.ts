import type { DesignDocument } from '../../document/document.ts';
import { readOutline } from '../../structure/sections.ts';
import { contains, type Range } from '../../text/range.ts';
import type { Completion } from '../completion/entry.ts';
import { completeLinks, linkAt, type OtherFile, type UnfinishedLink } from '../completion/links.ts';
import { nameDefinitions, nameReferences, renamableName, renameName } from './component-names.ts';
import { type DocumentLink, documentLinks, type MarkdownFile, type Page, readPage } from './links.ts';
import { definition, type FileRange, linkedHeadingAt, references } from './references.ts';
import { type Refusal, type Renamable, type Renaming, renamable, rename } from './rename.ts';
import { templatePlace } from './template-place.ts';
import { type WorkspaceSymbol, workspaceSymbols } from './workspace-symbols.ts';

/**
 * Navigation over headings, links to headings, and component names in the open design documents. Also includes links to
 * these documents from the other Markdown files that are given.
 */
export interface Navigation<S extends MarkdownFile> {
  documentLinks(source: S): readonly DocumentLink<S>[];
  definition(source: S, offset: number, scope?: NavigationScope): readonly FileRange<S>[];
  /** The template's heading for the heading at an offset, in offsets of the stored template. */
  templatePlace(source: S, offset: number): Range | undefined;
  /** The anchor name of the heading at an offset, or of the heading that the link there points to. */
  anchorAt(source: S, offset: number): string | undefined;
  references(
    source: S,
    offset: number,
    withDefinition: boolean,
    scope?: NavigationScope,
  ): readonly FileRange<S>[];
  renamable(source: S, offset: number, scope?: NavigationScope): Renamable | Refusal | undefined;
  rename(
    source: S,
    offset: number,
    newName: string,
    scope?: NavigationScope,
  ): Renaming<S> | Refusal | undefined;
  /** The link that is being written at an offset, and the file whose headings can complete it. */
  linkAt(source: S, offset: number): UnfinishedLink | undefined;
  completeLinks(source: S, offset: number, others?: readonly OtherFile[]): readonly Completion[] | undefined;
  workspaceSymbols(query: string): readonly WorkspaceSymbol<S>[];
}

/** The scope of navigation: headings, links, and component names, or only names if the editor handles headings itself. */
export type NavigationScope = 'all' | 'names';

/** `others` are Markdown files that can link to the documents. Files that are also in `documents` are ignored. */
export function navigate<S extends MarkdownFile>(
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
  const rangesIn = (source: S, ranges: readonly Range[]): FileRange<S>[] =>
    ranges.map((range) => ({ source, range }));
  return {
    documentLinks: (source) => on(source, (page) => documentLinks(page, pages)) ?? [],
    definition: (source, offset, scope = 'all') =>
      on(source, (page, document) => {
        const linked = scope === 'all' ? definition(page, offset, pages) : undefined;
        return linked ? [linked] : rangesIn(source, nameDefinitions(document, offset));
      }) ?? [],
    templatePlace: (source, offset) => on(source, (_, document) => templatePlace(document, offset)),
    anchorAt: (source, offset) => on(source, (page) => linkedHeadingAt(page, offset, pages)?.anchor.name),
    references: (source, offset, withDefinition, scope = 'all') =>
      on(source, (page, document) => {
        const linked = scope === 'all' ? references(page, offset, pages, linking(), withDefinition) : [];
        const named = rangesIn(source, nameReferences(document, offset, withDefinition));
        return [...linked, ...named.filter((name) => !linked.some((each) => isWithin(name, each)))];
      }) ?? [],
    renamable: (source, offset, scope = 'all') =>
      on(source, (page, document) => {
        const name = renamableName(page, document, offset);
        return name ?? (scope === 'all' ? renamable(page, offset, pages) : undefined);
      }),
    rename: (source, offset, newName, scope = 'all') =>
      on(source, (page, document) => {
        const renaming = renameName(page, document, offset, newName, linking());
        return renaming ?? (scope === 'all' ? rename(page, offset, newName, pages, linking()) : undefined);
      }),
    linkAt: (source, offset) => on(source, (page) => linkAt(page, offset)),
    completeLinks: (source, offset, others = []) =>
      on(source, (page) => completeLinks(page, offset, pages, others)),
    workspaceSymbols: (query) => workspaceSymbols(query, documents),
  };
}

/** Whether a range begins within another. A name in a heading is not listed in addition to the heading. */
function isWithin<S extends MarkdownFile>(inner: FileRange<S>, outer: FileRange<S>): boolean {
  return inner.source === outer.source && contains(outer.range, inner.range.start);
}
