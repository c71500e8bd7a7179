import type { Heading } from '../markdown/blocks.ts';
import { textContent } from '../markdown/inline.ts';
import { allHeadings, leafSource, type Markdown } from '../markdown/markdown.ts';

/** A heading and the name by which links find it, as GitHub gives it. */
export interface Anchor {
  readonly heading: Heading;
  readonly name: string;
}

/** The anchors of all headings in document order; those in lists and quotes count too, as they do on GitHub. */
export function anchorsOf(markdown: Markdown): Anchor[] {
  /** The names given so far, and how often a later heading asked for each. */
  const given = new Map<string, number>();
  return [...allHeadings(markdown)].map((heading) => {
    const wanted = nameOf(textContent(leafSource(markdown.text, heading), heading.references));
    let name = wanted;
    while (given.has(name)) {
      const times = (given.get(wanted) ?? 0) + 1;
      given.set(wanted, times);
      name = `${wanted}-${times}`;
    }
    given.set(name, 0);
    return { heading, name };
  });
}

/** GitHub's rule, whose library github-slugger spells out this expression in eight kilobytes. */
function nameOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{Alphabetic}\p{Mark}\p{Decimal_Number}\p{Connector_Punctuation}\- ]/gu, '')
    .replaceAll(' ', '-');
}
