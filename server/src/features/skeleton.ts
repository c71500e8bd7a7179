import { needOf } from '../document/needs.ts';
import type { Block } from '../markdown/blocks.ts';
import { type Markdown, parseMarkdown } from '../markdown/markdown.ts';
import type { Section } from '../structure/sections.ts';
import type { Level, LevelField, Template } from '../template/template.ts';
import { fold } from '../text/fold.ts';
import { lineRangeAt } from '../text/lines.ts';
import { applyEdits, type Range, type TextEdit } from '../text/range.ts';
import { useTemplate } from './use-template.ts';

export interface SkeletonOptions {
  readonly level: Level | undefined;
  /** The title of the document; if it is blank, the template's stays. */
  readonly title: string;
  /** Whether the document has to say which template it follows, since it is not recognised by itself. */
  readonly isNamed: boolean;
}

/**
 * A new document: what the template says above its sections, the title given, and exactly the sections that the level
 * requires, as the template writes them, the level filled in. Lines end with `\n`.
 */
export function skeleton(template: Template, { level, title, isNamed }: SkeletonOptions): string {
  const { text } = template.markdown;
  const unasked = unaskedSections(template, level);
  const changes = [
    ...withoutPolicy(template),
    ...withTitle(template, title.trim()),
    ...(level ? withLevel(template, level) : []),
  ].filter(({ start }) => !unasked.some((range) => range.start <= start && start < range.end));
  const edits = [...changes, ...unasked.map((range) => ({ ...range, newText: '' }))];
  const written = `${applyEdits(text, edits)
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .trim()}\n`;
  if (!isNamed) return written;
  const markdown = parseMarkdown(written);
  return applyEdits(written, [useTemplate(markdown, template.id, titleOf(markdown, template))]);
}

/** The sections that a new document need not have, each with the comment above it that says so. */
function unaskedSections(template: Template, level: Level | undefined): Range[] {
  const { sections, markdown } = template;
  const unasked = new Set(sections.filter((section) => needOf(template, section, level) !== 'required'));
  const outermost = [...unasked].filter(({ parent }) => !parent || !unasked.has(parent));
  let end = 0;
  return outermost.map(({ source }) => {
    const above = markdown.blocks.findLast(({ start }) => start < source.start);
    const saysSo =
      above?.kind === 'comment' && /\boptional\b/i.test(markdown.text.slice(above.start, above.end));
    // That comment ends the section before, which may be left out itself.
    const start = Math.max(end, saysSo ? above.start : source.start);
    end = source.end;
    return { start, end };
  });
}

/** Documents have the template's front matter too, but for what it tells this tool. */
function withoutPolicy({ markdown: { frontMatter } }: Template): TextEdit[] {
  if (!frontMatter) return [];
  const fields = frontMatter.fields;
  const policy = fields.findIndex(({ key }) => key === 'design-docs');
  const { keyRange: at } = fields[policy] ?? {};
  if (!at) return [];
  if (fields.length === 1) return [{ start: frontMatter.start, end: frontMatter.end, newText: '' }];
  return [{ start: at.start, end: fields[policy + 1]?.keyRange.start ?? frontMatter.body.end, newText: '' }];
}

/** The title stands first of all; what a template says above it is for those who use the template. */
function withTitle(template: Template, title: string): TextEdit[] {
  const { text, frontMatter } = template.markdown;
  const fields = frontMatter?.fields ?? [];
  const field = fields.find(({ key, value }) => key === 'title' && value);
  if (field) return title === '' ? [] : [{ ...field.valueRange, newText: JSON.stringify(title) }];
  const heading = titleSection(template)?.heading;
  if (!heading) return [];
  const { start, end } = heading;
  const newText = title === '' ? text.slice(start, end) : `# ${title}`;
  return [{ start: frontMatter?.end ?? 0, end, newText: `\n\n${newText}` }];
}

function titleSection({ hasTitle, outline, sections }: Template): Section | undefined {
  const [first] = outline.sections;
  return hasTitle && first && !sections.some(({ source }) => source === first) ? first : undefined;
}

/** The heading that is the title of a new document. */
function titleOf({ blocks }: Markdown, template: Template): Block | undefined {
  return titleSection(template) && blocks.find(({ kind }) => kind === 'heading');
}

function withLevel({ levelField, markdown: { text } }: Template, level: Level): TextEdit[] {
  if (!levelField) return [];
  const start = choiceStart(text, levelField);
  return start < 0 ? [] : [{ start, end: start + levelField.choice.length, newText: level.name }];
}

/** Where the level's choice stands: on the line of its label, since another field may list the same. -1 if nowhere. */
function choiceStart(text: string, { choice, section, name }: LevelField): number {
  const first = text.indexOf(choice, section?.source.start);
  for (let at = first; at >= 0; at = text.indexOf(choice, at + 1))
    if (fold(text.slice(lineRangeAt(text, at).start, at)).includes(name)) return at;
  return first;
}
