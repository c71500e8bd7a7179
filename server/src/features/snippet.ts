import { type HeadingStyle, restyle, TEMPLATE_STYLE } from '../document/edits/heading-style.ts';
import type { Leaf } from '../markdown/blocks.ts';
import { leafSource, leavesOf } from '../markdown/markdown.ts';
import { readField } from '../structure/field.ts';
import { headingPlaceholders } from '../structure/heading.ts';
import { allBlocks } from '../structure/sections.ts';
import type { Template, TemplateSection } from '../template/template.ts';
import { applyEdits, movedBy, type Range, type TextEdit } from '../text/range.ts';

export interface SnippetOptions {
  /** The level to fill in. Without it, the level is a choice. */
  readonly level?: string | undefined;
  /** The number of the first tab stop. */
  readonly firstStop?: number;
  /** The style of headings. Without it, headings are written as in the template. */
  readonly style?: HeadingStyle;
  /** What to omit because the document already has it. */
  readonly without?: 'nothing' | 'marker';
}

/** A template's section as a snippet in TextMate syntax. Its guidance becomes tab stops. Lines end with `\n`. */
export function sectionSnippet(
  template: Template,
  known: TemplateSection,
  options: SnippetOptions = {},
): string {
  const { text } = template.markdown;
  const { source } = known;
  const start = options.without === 'marker' ? source.heading.start : source.start;
  const source$ = text.slice(start, source.end).trimEnd();
  let stop = options.firstStop ?? 1;
  const edits = restyle(text, source, options.style ?? TEMPLATE_STYLE).map((edit) => movedBy(edit, -start));
  for (const leaf of leavesOf([source.heading, ...allBlocks(source)])) {
    const parts =
      leaf.kind === 'heading'
        ? headingPlaceholders(text, leaf).map((range, index) => stopAt(text, range, stop + index))
        : [stopIn(text, template, known, leaf, stop, options.level)].filter((part) => part !== undefined);
    for (const part of parts) {
      edits.push(movedBy(part, -start));
      if (part.newText.startsWith('${')) stop++;
    }
  }
  return withEscapes(source$, edits).replace(/\r\n?/g, '\n');
}

/** Escapes text so that a snippet inserts it literally. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** `${1|experiment,prototype|}`. */
export function choiceStop(stop: number, choices: readonly string[]): string {
  return `\${${stop}|${choices.map((choice) => choice.replace(/[\\,|]/g, '\\$&')).join(',')}|}`;
}

/** The tab stop for a line of guidance: the whole line, or the value after its label. */
function stopIn(
  text: string,
  template: Template,
  known: TemplateSection,
  leaf: Leaf,
  stop: number,
  level: string | undefined,
): TextEdit | undefined {
  const source = leafSource(text, leaf);
  if (known.mayStay.includes(source)) return undefined;
  const field = readField(source);
  const isLevel = field !== undefined && field.value === template.levelField?.choice;
  if (field && !isLevel && field.value === '') return undefined;
  const isExample = field && (known.policy.examples ?? []).some((example) => field.label.startsWith(example));
  const start = leaf.start + (field && !isExample ? field.valueStart : 0);
  const names = template.levels.map(({ name }) => name);
  if (isLevel)
    return { start, end: leaf.end, newText: level ? escapeSnippet(level) : choiceStop(stop, names) };
  return stopAt(text, { start, end: leaf.end }, stop);
}

function stopAt(text: string, { start, end }: Range, stop: number): TextEdit {
  return { start, end, newText: `\${${stop}:${escapeSnippet(text.slice(start, end))}}` };
}

/** Applies the edits, and escapes the text between them. */
function withEscapes(text: string, edits: readonly TextEdit[]): string {
  const escapes: TextEdit[] = [];
  for (const match of text.matchAll(/[\\$}]/g)) {
    const at = match.index;
    if (edits.some((edit) => edit.start <= at && at < edit.end)) continue;
    escapes.push({ start: at, end: at + 1, newText: `\\${match[0]}` });
  }
  return applyEdits(text, [...edits, ...escapes]);
}
