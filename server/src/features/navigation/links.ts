import { type Link, linksOf } from '../../markdown/links.ts';
import type { Markdown } from '../../markdown/markdown.ts';
import type { Outline } from '../../structure/sections.ts';
import type { Range } from '../../text/range.ts';
import { decodeUri, isWithin, resolveUri } from '../../text/uri.ts';
import { type Anchor, anchorsOf } from './anchors.ts';

/** A Markdown file as navigation sees it. */
export interface Open {
  readonly uri: string;
  readonly markdown: Markdown;
}

/** A file with its links, and with what they may lead to. */
export interface Page<S extends Open> {
  readonly source: S;
  readonly outline: Outline;
  /** Its URI, decoded, so that it can be compared. */
  readonly address: string;
  /** By name, in document order. */
  readonly anchors: ReadonlyMap<string, Anchor>;
  readonly links: readonly Link[];
}

/** Anchors and links are read when somebody first asks. */
export function readPage<S extends Open>(source: S, outline: Outline): Page<S> {
  let anchors: ReadonlyMap<string, Anchor> | undefined;
  let links: readonly Link[] | undefined;
  return {
    source,
    outline,
    address: decodeUri(source.uri),
    get anchors() {
      anchors ??= new Map(anchorsOf(source.markdown).map((anchor) => [anchor.name, anchor]));
      return anchors;
    },
    get links() {
      links ??= linksOf(source.markdown);
      return links;
    },
  };
}

/** Where a link leads; a page and an anchor if that is in a document that is open. */
export interface Target<S extends Open> {
  readonly uri: string;
  readonly page: Page<S> | undefined;
  readonly anchor: Anchor | undefined;
}

/** Where `href` leads from the document `from`; `undefined` if that cannot be known. */
export function targetOf<S extends Open>(
  href: string,
  from: string,
  pages: readonly Page<S>[],
): Target<S> | undefined {
  const [path = '', fragment] = href.split(/#(.*)/s);
  const file = resolveUri(from, path);
  if (file === undefined) return undefined;
  const address = decodeUri(file);
  const page = pages.find((each) => each.address === address);
  if (fragment === undefined) return { uri: file, page, anchor: undefined };
  return { uri: `${file}#${fragment}`, page, anchor: page?.anchors.get(decodeUri(fragment)) };
}

/** A link that can be followed: to a heading of an open document, or to a URI. */
export interface DocumentLink<S extends Open> extends Range {
  readonly target: Target<S>;
}

/**
 * Whether a click on a link may be offered: to an open document, to the web, as mail, or to what lies in one of
 * the folders `bounds`. Editors hand all else to whatever the system has for it, such as a command or a program.
 */
export function mayBeFollowed<S extends Open>({ uri, page }: Target<S>, bounds: readonly string[]): boolean {
  return (
    page !== undefined || /^(?:https?|mailto):/i.test(uri) || bounds.some((folder) => isWithin(folder, uri))
  );
}

/** Links, images and definitions, each on its destination or label; those that lead nowhere in the page are left out. */
export function documentLinks<S extends Open>(page: Page<S>, pages: readonly Page<S>[]): DocumentLink<S>[] {
  return page.links.flatMap(({ href, target: at }) => {
    const target = targetOf(href, page.source.uri, pages);
    const leadsNowhere = !target || (target.page === page && !target.anchor);
    return leadsNowhere ? [] : [{ start: at.start, end: at.end, target }];
  });
}
