import { keepsBlocks } from '../../markdown/keeps-blocks.ts';
import type { Section } from '../../structure/sections.ts';
import type { TemplateSection } from '../../template/template.ts';
import { lineBreakOf } from '../../text/lines.ts';
import { applyEdits, movedBy, type TextEdit } from '../../text/range.ts';
import type { DesignDocument } from '../document.ts';
import { headingStyle, restyle } from './heading-style.ts';

/** An edit that inserts adjacent sections. */
export interface Insertion {
  readonly edit: TextEdit;
  readonly sections: readonly TemplateSection[];
}

/**
 * The edits that insert missing sections with the template's markers and guidance, each at its place by the order of
 * the template. They only add text, and keep the kind of line break and the end of the document. A section is left out
 * if it would become part of another block, such as an unclosed code block.
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

/** The edits of `insertions`. */
export function insertSections(document: DesignDocument, sections: readonly TemplateSection[]): TextEdit[] {
  return insertions(document, sections).map(({ edit }) => edit);
}

/**
 * The offset where a missing section belongs: after the closest sibling before it in the template, otherwise before the
 * closest sibling after it, otherwise at the end of its parent, otherwise before the first section below the title.
 */
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

/** The closest sibling before a missing section, otherwise its parent; `undefined` if the document has neither. */
export function precedingSection(document: DesignDocument, known: TemplateSection): Section | undefined {
  return presentSibling(document, known, -1) ?? (known.parent && document.binding.sections.get(known.parent));
}

/**
 * The template's text of a section, in the heading style of the document, with `\n` line breaks. If the section has the
 * level field, its choice is replaced by `level`, or by the level of the document if that is set.
 */
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

/** The edit that inserts a block with blank lines around it. `block` has `\n` line breaks. */
export function insertBlock(text: string, offset: number, block: string): TextEdit {
  const lineBreak = lineBreakOf(text);
  const before = text.slice(0, offset);
  const after = text.slice(offset);
  const gap =
    before.trim() === '' || /(?:\n|\r(?!\n))[ \t]*(?:\r\n|\n|\r)[ \t]*$/.test(before)
      ? ''
      : /[\r\n]$/.test(before)
        ? '\n'
        : '\n\n';
  const endsInBreak = /[\r\n]$/.test(text) || text === '';
  const tail = after.trim() !== '' ? '\n\n' : after === '' && endsInBreak ? '\n' : '';
  return { start: offset, end: offset, newText: (gap + block + tail).replace(/\n/g, lineBreak) };
}

/** The closest sibling of a missing section in one direction. Misplaced siblings do not count. */
function presentSibling(document: DesignDocument, known: TemplateSection, step: 1 | -1): Section | undefined {
  const { sections } = document.template;
  for (let at = known.index + step; at >= 0 && at < sections.length; at += step) {
    const other = sections[at] as TemplateSection;
    const section = other.parent === known.parent ? document.binding.sections.get(other) : undefined;
    if (section && !document.misplaced.some((misplaced) => misplaced.section === section)) return section;
  }
  return undefined;
}

/**
 * The offset after `section` where a section of `rank` can be inserted. If the rank of `section` is too high, that is
 * before the first section of the template that is nested in it by mistake.
 */
function endAtRank({ binding }: DesignDocument, section: Section, rank: number): number {
  const outer = outermost(section, rank);
  const swallowed = outer.rank < rank && outer.children.find((child) => binding.templates.has(child));
  return swallowed ? swallowed.start : outer.end;
}

/** The section, or the section around it that has `rank`, so that nothing is inserted into a more deeply nested one. */
function outermost(section: Section, rank: number): Section {
  return section.rank > rank && section.parent && section.parent.rank >= rank
    ? outermost(section.parent, rank)
    : section;
}
