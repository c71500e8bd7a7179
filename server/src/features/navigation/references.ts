import type { Link } from '../../markdown/links.ts';
import { contains, type Range } from '../../text/range.ts';
import type { Anchor } from './anchors.ts';
import { type Open, type Page, targetOf } from './links.ts';

/** A stretch of a file. */
export interface Place<S extends Open> {
  readonly source: S;
  readonly range: Range;
}

/** A heading of an open document. */
export interface Landmark<S extends Open> {
  readonly page: Page<S>;
  readonly anchor: Anchor;
}

/** The link at a place, the inner one of two. */
function linkAt<S extends Open>(page: Page<S>, offset: number): Link | undefined {
  return page.links.find((link) => contains(link, offset));
}

/** The heading that the link at a place leads to, and that link; else the heading at that place. */
export function landmarkAt<S extends Open>(
  page: Page<S>,
  offset: number,
  pages: readonly Page<S>[],
): (Landmark<S> & { readonly link?: Link }) | undefined {
  const link = linkAt(page, offset);
  const linked = link && landmarkOf(link, page, pages);
  if (linked) return { ...linked, link };
  const anchor = [...page.anchors.values()].find(({ heading }) => contains(heading, offset));
  return anchor && { page, anchor };
}

/** The heading that a link leads to. */
export function landmarkOf<S extends Open>(
  link: Link,
  page: Page<S>,
  pages: readonly Page<S>[],
): Landmark<S> | undefined {
  const target = targetOf(link.href, page.source.uri, pages);
  return target?.page && target.anchor && { page: target.page, anchor: target.anchor };
}

/** The heading that the link at a place leads to; for a reference link to elsewhere its definition. */
export function definition<S extends Open>(
  page: Page<S>,
  offset: number,
  pages: readonly Page<S>[],
): Place<S> | undefined {
  const link = linkAt(page, offset);
  if (!link) return undefined;
  const found = landmarkOf(link, page, pages);
  if (found) return { source: found.page.source, range: found.anchor.heading };
  const defined = link.label === undefined ? undefined : page.source.markdown.definitions.get(link.label);
  return defined && { source: page.source, range: defined };
}

/** Every link in `linking` to the heading at a place, or to the one that the link there leads to. */
export function references<S extends Open>(
  page: Page<S>,
  offset: number,
  pages: readonly Page<S>[],
  linking: readonly Page<S>[],
  withHeading: boolean,
): Place<S>[] {
  const found = landmarkAt(page, offset, pages);
  if (!found) return [];
  const heading = { source: found.page.source, range: found.anchor.heading };
  const links = linking.flatMap((each) =>
    each.links
      .filter((link) => landmarkOf(link, each, [found.page])?.anchor === found.anchor)
      .map((link) => ({ source: each.source, range: link.target })),
  );
  return withHeading ? [heading, ...links] : links;
}
