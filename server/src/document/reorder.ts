import { parseMarkdown } from '../markdown/markdown.ts';
import { readOutline, type Section } from '../template/outline.ts';
import type { TemplateSection } from '../template/template.ts';
import { differences } from '../text/difference.ts';
import { longestIncreasing } from '../text/longest-increasing.ts';
import { applyEdits, type TextEdit } from '../text/range.ts';
import { bind } from './bind.ts';
import type { DesignDocument } from './document.ts';
import { relocate } from './relocate.ts';

/** A section that stands elsewhere than in the template, and where it belongs among its siblings that are in order. */
export interface Misplaced {
  readonly known: TemplateSection;
  readonly section: Section;
  readonly after: TemplateSection | undefined;
  readonly before: TemplateSection | undefined;
}

type Bound = Pick<DesignDocument, 'template' | 'binding'>;

/** The fewest sections that have to be moved for all to be in the template's order. */
export function misplacedSections({ template, binding }: Bound): Misplaced[] {
  // A heading of a wrong rank has a finding of its own; its place in the outline says little.
  const bound = template.sections.filter((known) => {
    const section = binding.sections.get(known);
    return section && !binding.wrongRank.has(section);
  });
  const parents = [...new Set(bound.map(({ parent }) => parent))];
  return parents.flatMap((parent) =>
    misplacedAmong(
      binding,
      bound.filter((known) => known.parent === parent),
    ),
  );
}

function misplacedAmong({ sections }: Bound['binding'], group: readonly TemplateSection[]): Misplaced[] {
  const sectionOf = (known: TemplateSection): Section => sections.get(known) as Section;
  const inDocument = [...group].sort((a, b) => sectionOf(a).start - sectionOf(b).start);
  const kept = longestIncreasing(inDocument, ({ index }) => index);
  return inDocument
    .filter((known) => !kept.has(known))
    .map((known) => ({
      known,
      section: sectionOf(known),
      after: group.findLast((other) => kept.has(other) && other.index < known.index),
      before: group.find((other) => kept.has(other) && other.index > known.index),
    }));
}

/** The edits that move a misplaced section to its place; none if that cannot be done without harm. */
export function moveToPlace(document: DesignDocument, { section, after, before }: Misplaced): TextEdit[] {
  const { sections } = document.binding;
  const next = before && sections.get(before);
  const previous = after && sections.get(after);
  // Behind its predecessor, so that the author's own sections in front of its successor stay with what they follow.
  const target = previous ? sectionBehind(document, previous, section) : next;
  const edits = relocate(document, section, target) ?? (next && relocate(document, section, next)) ?? [];
  // Of two headings of one name the first counts: a move behind the second would change nothing.
  const moved = rebind(document, applyEdits(document.markdown.text, edits));
  return misplacedSections(moved).length < misplacedSections(document).length ? edits : [];
}

/** The first section that begins behind another and all that is nested in it. */
function sectionBehind({ outline }: DesignDocument, { end }: Section, moved: Section): Section | undefined {
  return outline.sections.find(({ start }) => start >= end && start !== moved.start);
}

/** The edits that bring all sections of the template into its order; the author's own stay behind what they follow. */
export function sortSections(document: DesignDocument): TextEdit[] {
  const { text } = document.markdown;
  let sorted: DesignDocument = document;
  // Each move leaves one section less out of order.
  for (let left = misplacedSections(sorted).length; left > 0; left--) {
    const edits = misplacedSections(sorted)
      .map((each) => moveToPlace(sorted, each))
      .find((each) => each.length > 0);
    if (!edits) break;
    sorted = rebind(document, applyEdits(sorted.markdown.text, edits));
  }
  return differences(text, sorted.markdown.text);
}

function rebind(document: DesignDocument, text: string): DesignDocument {
  const markdown = parseMarkdown(text);
  const outline = readOutline(markdown);
  return { ...document, markdown, outline, binding: bind(document.template, outline) };
}
