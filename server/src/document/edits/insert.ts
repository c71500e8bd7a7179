import { keepsBlocks } from '../../markdown/keeps-blocks.ts';
import type { Section } from '../../structure/sections.ts';
import type { TemplateSection } from '../../template/template.ts';
import { lineBreakOf } from '../../text/lines.ts';
import { applyEdits, movedBy, type TextEdit } from '../../text/range.ts';
import type { DesignDocument } from '../document.ts';
import { headingStyle, restyle } from './heading-style.ts';

/** An edit that inserts sections at one place. */
export interface Insertion {
  readonly edit: TextEdit;
  readonly sections: readonly TemplateSection[];
}

/**
 * The edits that insert sections as the template writes them, marker and guidance included, each where the template
 * has it. They only add text; the document's line breaks and its last line are kept as they are. None where they would
 * become part of something else, such as a code block that is not closed yet.
 */
export function insertions(document: DesignDocument, sections: readonly TemplateSection[]): Insertion[] {
  const groups = new Map<number, TemplateSection[]>();
  for (const known of sections) {
    const offset = insertionOffset(document, known);
    groups.set(offset, [...(groups.get(offset) ?? []), known]);
  }
  const { markdown } = document;
  return [...groups].flatMap(([offset, group]) => {
    const parts = group.map((known) => sectionText(document, known));
    const edit = insertBlock(markdown.text, offset, parts.join('\n\n'));
    return keepsBlocks(markdown, [edit]) ? [{ edit, sections: group }] : [];
  });
}

/** The edits alone. */
export function insertSections(document: DesignDocument, sections: readonly TemplateSection[]): TextEdit[] {
  return insertions(document, sections).map(({ edit }) => edit);
}

/** Where a missing section belongs: behind the nearest section before it, else in front of the nearest after it. */
export function insertionOffset(document: DesignDocument, known: TemplateSection): number {
  const previous = presentSibling(document, known, -1);
  if (previous) return endAtRank(document, previous, known.rank + document.binding.shift);
  const next = presentSibling(document, known, 1);
  if (next) return outermost(next, known.rank + document.binding.shift).start;
  const parent = known.parent && document.binding.sections.get(known.parent);
  if (parent) return parent.end;
  const { nodes } = document.outline;
  const body = nodes[0]?.part.rank === 1 ? 1 : 0;
  return body < nodes.length ? document.outline.section(body).start : document.markdown.length;
}

/** The heading that should stand before a missing section, if the document has it. */
export function precedingSection(document: DesignDocument, known: TemplateSection): Section | undefined {
  return presentSibling(document, known, -1) ?? (known.parent && document.binding.sections.get(known.parent));
}

/** A section as the template writes it, its headings as the document writes them, with its level if it has one. */
export function sectionText(document: DesignDocument, known: TemplateSection, level?: string): string {
  const { template } = document;
  const reading = document.level.field?.reading;
  const setTo = level ?? (reading?.kind === 'set' ? reading.level.name : undefined);
  const { text } = template.markdown;
  const { start, end } = known.source;
  const edits = restyle(text, known.source, headingStyle(document));
  const styled = applyEdits(
    text.slice(start, end),
    edits.map((edit) => movedBy(edit, -start)),
  );
  const source = styled.trimEnd().replace(/\r\n?/g, '\n');
  const isLevels = setTo !== undefined && template.levelField?.section === known;
  return isLevels ? source.replace(template.levelField?.choice ?? '', () => setTo) : source;
}

/** Inserts a block so that blank lines stand around it. */
export function insertBlock(text: string, offset: number, block: string): TextEdit {
  const lineBreak = lineBreakOf(text);
  const before = text.slice(0, offset);
  const rest = text.slice(offset);
  const gap =
    before.trim() === '' || /(?:\n|\r(?!\n))[ \t]*(?:\r\n|\n|\r)[ \t]*$/.test(before)
      ? ''
      : /[\r\n]$/.test(before)
        ? '\n'
        : '\n\n';
  const endsInBreak = /[\r\n]$/.test(text) || text === '';
  const tail = rest.trim() !== '' ? '\n\n' : rest === '' && endsInBreak ? '\n' : '';
  return { start: offset, end: offset, newText: (gap + block + tail).replace(/\n/g, lineBreak) };
}

/** The nearest section beside a missing one; those that are out of order themselves say nothing of its place. */
function presentSibling(document: DesignDocument, known: TemplateSection, step: 1 | -1): Section | undefined {
  const { sections } = document.template;
  for (let at = known.index + step; at >= 0 && at < sections.length; at += step) {
    const other = sections[at] as TemplateSection;
    const section = other.parent === known.parent ? document.binding.sections.get(other) : undefined;
    if (section && !document.misplaced.some((misplaced) => misplaced.section === section)) return section;
  }
  return undefined;
}

/** Where a section of `rank` may follow; a heading that is too high ends where the template's next section begins. */
function endAtRank({ binding }: DesignDocument, section: Section, rank: number): number {
  const outer = outermost(section, rank);
  const swallowed = outer.rank < rank && outer.children.find((child) => binding.templates.has(child));
  return swallowed ? swallowed.start : outer.end;
}

/** The section itself, or the one around it that stands at `rank`, so that nothing is inserted into a deeper one. */
function outermost(section: Section, rank: number): Section {
  return section.rank > rank && section.parent && section.parent.rank >= rank
    ? outermost(section.parent, rank)
    : section;
}
