import type { Outline } from '../template/outline.ts';
import { completeAnchors } from './complete-anchors.ts';
import type { Completion } from './completion.ts';
import { type DocumentLink, documentLinks, type Open, type Page, readPage } from './links.ts';
import { definition, type Place, references } from './references.ts';
import { type Refusal, type Renamable, type Renaming, renamable, rename } from './rename.ts';
import { type WorkspaceSymbol, workspaceSymbols } from './workspace-symbols.ts';

/** Headings and the links between them, over the design documents that are open; nothing else is read. */
export interface Navigation<S extends Open> {
  documentLinks(source: S): readonly DocumentLink<S>[];
  definition(source: S, offset: number): Place<S> | undefined;
  references(source: S, offset: number, withHeading: boolean): readonly Place<S>[];
  renamable(source: S, offset: number): Renamable | Refusal | undefined;
  rename(source: S, offset: number, newName: string): Renaming<S> | Refusal | undefined;
  completeAnchors(source: S, offset: number): readonly Completion[] | undefined;
  workspaceSymbols(query: string): readonly WorkspaceSymbol<S>[];
}

/** `outlineOf` gives the outline of a design document, and of other files nothing. */
export function navigate<S extends Open>(
  open: readonly S[],
  outlineOf: (source: S) => Outline | undefined,
): Navigation<S> {
  const pages = open.flatMap((source) => {
    const outline = outlineOf(source);
    return outline ? [readPage(source, outline)] : [];
  });
  const on = <T>(source: S, ask: (page: Page<S>) => T): T | undefined => {
    const page = pages.find((each) => each.source === source);
    return page && ask(page);
  };
  return {
    documentLinks: (source) => on(source, (page) => documentLinks(page, pages)) ?? [],
    definition: (source, offset) => on(source, (page) => definition(page, offset, pages)),
    references: (source, offset, withHeading) =>
      on(source, (page) => references(page, offset, pages, withHeading)) ?? [],
    renamable: (source, offset) => on(source, (page) => renamable(page, offset, pages)),
    rename: (source, offset, newName) => on(source, (page) => rename(page, offset, newName, pages)),
    completeAnchors: (source, offset) => on(source, (page) => completeAnchors(page, offset, pages)),
    workspaceSymbols: (query) => workspaceSymbols(query, pages),
  };
}
