import { type Link, linksOf } from '../../markdown/links.ts';
import type { Markdown } from '../../markdown/markdown.ts';
import type { Outline } from '../../structure/sections.ts';
import type { Range } from '../../text/range.ts';
import { decodeUri, isWithin, resolveUri } from '../../text/uri.ts';
import { type Anchor, anchorsOf } from './anchors.ts';

/** A Markdown file as navigation sees it. */
export interface MarkdownFile {
  readonly uri: string;
  readonly markdown: Markdown;
}

/** A file with its links and the anchors that links can point to. */
export interface Page<S extends MarkdownFile> {
  readonly source: S;
  readonly outline: Outline;
  /** Its URI, decoded for comparison. */
  readonly address: string;
  /** By name, in document order. */
  readonly anchors: ReadonlyMap<string, Anchor>;
  readonly links: readonly Link[];
}

/** Anchors and links are read on first access. */
export function readPage<S extends MarkdownFile>(source: S, outline: Outline): Page<S> {
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

/** The target of a link. `page` and `anchor` are set if it is in an open document. */
export interface Target<S extends MarkdownFile> {
  readonly uri: string;
  readonly page: Page<S> | undefined;
  readonly anchor: Anchor | undefined;
}

/** The target of `href` in the document `from`; `undefined` if it cannot be resolved. */
export function targetOf<S extends MarkdownFile>(
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
export interface DocumentLink<S extends MarkdownFile> extends Range {
  readonly target: Target<S>;
}

/**
 * Whether an editor may offer to follow a link: to an open document, a web or mail address, or a file in one of the
 * folders `bounds`. Editors pass any other URI to the system, which could run a command or a program.
 */
export function mayBeFollowed<S extends MarkdownFile>(
  { uri, page }: Target<S>,
  bounds: readonly string[],
): boolean {
  return (
    page !== undefined || /^(?:https?|mailto):/i.test(uri) || bounds.some((folder) => isWithin(folder, uri))
  );
}

/** The ranges and targets of links, images, and definitions. Links to missing anchors in the same page are omitted. */
export function documentLinks<S extends MarkdownFile>(
  page: Page<S>,
  pages: readonly Page<S>[],
): DocumentLink<S>[] {
  return page.links.flatMap(({ href, target: at }) => {
    const target = targetOf(href, page.source.uri, pages);
    const isBroken = !target || (target.page === page && !target.anchor);
    return isBroken ? [] : [{ start: at.start, end: at.end, target }];
  });
}
