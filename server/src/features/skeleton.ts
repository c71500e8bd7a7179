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
  /** The title of the document. If it is blank, the template's title is kept. */
  readonly title: string;
  /** Whether the document must name its template because it would not be recognized otherwise. */
  readonly isNamed: boolean;
}

/**
 * The text of a new document: the template's text above its sections, the title, and exactly the sections that the level
 * requires, with the level filled in. Lines end with `\n`.
 */
export function skeleton(template: Template, { level, title, isNamed }: SkeletonOptions): string {
  const { text } = template.markdown;
  const unneeded = unneededSections(template, level);
  const changes = [
    ...withoutPolicy(template),
    ...withTitle(template, title.trim()),
    ...(level ? withLevel(template, level) : []),
  ].filter(({ start }) => !unneeded.some((range) => range.start <= start && start < range.end));
  const edits = [...changes, ...unneeded.map((range) => ({ ...range, newText: '' }))];
  const written = `${applyEdits(text, edits)
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .trim()}\n`;
  if (!isNamed) return written;
  const markdown = parseMarkdown(written);
  return applyEdits(written, [useTemplate(markdown, template.id, titleOf(markdown, template))]);
}

/** The sections that a new document does not need, each with a comment above it that says that it is optional. */
function unneededSections(template: Template, level: Level | undefined): Range[] {
  const { sections, markdown } = template;
  const unneeded = new Set(sections.filter((section) => needOf(template, section, level) !== 'required'));
  const outermost = [...unneeded].filter(({ parent }) => !parent || !unneeded.has(parent));
  let end = 0;
  return outermost.map(({ source }) => {
    const above = markdown.blocks.findLast(({ start }) => start < source.start);
    const isOptional =
      above?.kind === 'comment' && /\boptional\b/i.test(markdown.text.slice(above.start, above.end));
    // The comment belongs to the section before, which may be omitted too.
    const start = Math.max(end, isOptional ? above.start : source.start);
    end = source.end;
    return { start, end };
  });
}

/** Removes the policy from the front matter. Documents keep the rest of the template's front matter. */
function withoutPolicy({ markdown: { frontMatter } }: Template): TextEdit[] {
  if (!frontMatter) return [];
  const fields = frontMatter.fields;
  const policy = fields.findIndex(({ key }) => key === 'design-docs');
  const { keyRange: at } = fields[policy] ?? {};
  if (!at) return [];
  if (fields.length === 1) return [{ start: frontMatter.start, end: frontMatter.end, newText: '' }];
  return [{ start: at.start, end: fields[policy + 1]?.keyRange.start ?? frontMatter.body.end, newText: '' }];
}

/** Puts the title first. Text above the title in a template is for its users and is removed. */
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

/**
 * The offset of the level's choice; -1 if there is none. The choice must be on the line of its label, because another
 * field may list the same values.
 */
function choiceStart(text: string, { choice, section, name }: LevelField): number {
  const first = text.indexOf(choice, section?.source.start);
  for (let at = first; at >= 0; at = text.indexOf(choice, at + 1))
    if (fold(text.slice(lineRangeAt(text, at).start, at)).includes(name)) return at;
  return first;
}
