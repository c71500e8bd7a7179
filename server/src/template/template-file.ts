import { parse } from 'yaml';
import { findFrontMatter } from '../markdown/front-matter.ts';
import { type Markdown, parseMarkdown } from '../markdown/markdown.ts';
import { LARGEST } from '../text/limits.ts';
import type { Range } from '../text/range.ts';
import { readYaml, type YamlReading } from '../yaml/read.ts';
import { parseTemplate } from './parse-template.ts';
import type { Policy, PolicyProblem } from './policy.ts';
import { POLICY_KEY, POLICY_SCHEMA } from './policy-schema.ts';
import type { Template } from './template.ts';

/**
 * A built-in template as it is stored in the bundle. Its policy is parsed at build time, because parsing the YAML takes
 * longer than everything else that the first document needs.
 */
export interface StoredTemplate {
  readonly id: string;
  /** The Markdown without front matter. */
  readonly source: string;
  /** The number of lines above `source` in the template's file. */
  readonly linesAbove: number;
  readonly policy: Policy;
}

/** A template file, with the problems in its front matter. */
export interface TemplateFile {
  readonly markdown: Markdown;
  readonly template: Template;
  /** Why documents cannot be checked against the template; `undefined` if they can. */
  readonly unusable: Unusable | undefined;
  /**
   * Whether the policy is not reliable: it is not valid YAML, is not closed, or names a level field that does not
   * exist.
   */
  readonly isBroken: boolean;
  readonly policyProblems: readonly LocatedProblem[];
}

export type Unusable = 'too long' | 'long front matter' | 'too many headings' | 'no heading';

/** A problem in the front matter, with its range in the file. */
export interface LocatedProblem extends Range {
  /** What is wrong and what to do, in full sentences. */
  readonly message: string;
  /** Whether it breaks the schema. Otherwise it is a warning. */
  readonly isError: boolean;
}

/**
 * Reads the policy from the front matter of a template, without checking it; an empty policy if there is none. Throws a
 * YAMLParseError, with the line, if the YAML is broken.
 */
export function readPolicy(source: string): Policy {
  const frontMatter = findFrontMatter(source, 0);
  if (!frontMatter) return {};
  const { start, end } = frontMatter.body;
  const root: unknown = parse(source.slice(start, end));
  return (root as { 'design-docs'?: Policy } | null)?.['design-docs'] ?? {};
}

/**
 * Splits the file of a built-in template into policy and Markdown. Throws if the front matter is not valid YAML, or has
 * more than a policy.
 */
export function storeTemplate(id: string, text: string): StoredTemplate {
  const policy = readPolicy(text);
  const frontMatter = findFrontMatter(text, 0);
  if (!frontMatter) return { id, source: text, linesAbove: 0, policy };
  const fields = frontMatter.fields;
  if (fields.length !== 1)
    throw new Error(
      `The front matter of a built-in template may only have ${POLICY_KEY}. ${id} has other keys.`,
    );
  const source = text.slice(frontMatter.end).replace(/^(?:\r\n|\n|\r)/, '');
  const linesAbove = text.slice(0, -source.length).split(/\r\n|\n|\r/).length - 1;
  return { id, source, linesAbove, policy };
}

export function loadTemplate({ id, source, policy }: Omit<StoredTemplate, 'linesAbove'>): Template {
  return parseTemplate(id, parseMarkdown(source), policy);
}

/**
 * The largest template that is read, with characters as UTF-16 code units. A larger one is a mistake, and would make
 * every keystroke in its documents slow.
 */
export const LIMITS = { characters: 1_000_000, headings: 1000 } as const;

/** Reads the text of a template file, without parsing it if it is too long. Never throws. */
export function readTemplateText(id: string, text: string): TemplateFile {
  return isTooLong(text)
    ? unusableFile(id, parseMarkdown(''), 'too long')
    : readTemplateFile(id, parseMarkdown(text));
}

/** Reads a parsed template file. Never throws: parts that cannot be used are ignored and reported. */
export function readTemplateFile(id: string, markdown: Markdown): TemplateFile {
  const { text, blocks, frontMatter } = markdown;
  if (isTooLong(text)) return unusableFile(id, markdown, 'too long');
  if (frontMatter && frontMatter.body.end - frontMatter.body.start > LARGEST.frontMatter)
    return unusableFile(id, markdown, 'long front matter');
  const headings = blocks.filter(({ kind }) => kind === 'heading').length;
  if (headings > LIMITS.headings) return unusableFile(id, markdown, 'too many headings');
  const reading = frontMatter && readYaml(text, frontMatter.body, POLICY_SCHEMA, [POLICY_KEY]);
  const template = parseTemplate(id, markdown, (reading?.usable ?? {}) as Policy);
  const references = template.problems.map(({ path, what, message }) => {
    const range = (reading && rangeOf(reading, path, what)) ?? { start: 0, end: 0 };
    return { ...range, message, isError: true };
  });
  const schema = (reading?.problems ?? []).map(({ start, end, message, severity }) => {
    return { start, end, message, isError: severity === 'error' };
  });
  const unclosed = frontMatter ? undefined : unclosedFrontMatter(markdown.text);
  const isUnreadable = reading !== undefined && reading.value === undefined && reading.problems.length > 0;
  // Without its levels, the template would judge documents quite differently.
  const lacksLevels = template.problems.some(({ path }) => path[0] === 'level-field');
  return {
    markdown,
    template,
    unusable: template.sections.length === 0 ? 'no heading' : undefined,
    isBroken: isUnreadable || lacksLevels || unclosed !== undefined,
    policyProblems: [...(unclosed ?? []), ...schema, ...references],
  };
}

/** The problem of a policy in unclosed front matter, which Markdown reads as a thematic break and prose. */
function unclosedFrontMatter(text: string): readonly LocatedProblem[] | undefined {
  const match = /^\uFEFF?---[ \t]*\r?\n(?:[^#]*?\n)?design-docs[ \t]*:/.exec(text.slice(0, 2000));
  if (!match) return undefined;
  const end = match[0].lastIndexOf('design-docs') + 'design-docs'.length;
  const message = 'The front matter is not closed, so its policy is ignored. End it with a line “---”.';
  return [{ start: end - 'design-docs'.length, end, message, isError: true }];
}

/**
 * The range of a part of the policy. If the path leads through a list from which unusable entries were removed, indexes
 * do not match the source, and the range is that of the list's key.
 */
function rangeOf(
  reading: YamlReading,
  path: PolicyProblem['path'],
  what: PolicyProblem['what'],
): Range | undefined {
  const lists = path.flatMap((step, index) => (typeof step === 'number' ? [path.slice(0, index)] : []));
  const cut = lists.find((list) => lengthAt(reading.value, list) !== lengthAt(reading.usable, list));
  return cut ? reading.rangeOf(cut, 'key') : reading.rangeOf(path, what);
}

function lengthAt(root: unknown, path: PolicyProblem['path']): unknown {
  const at = path.reduce((value, step) => (value as Record<string | number, unknown>)[step], root);
  return (at as readonly unknown[]).length;
}

function isTooLong(text: string): boolean {
  return text.length > LIMITS.characters;
}

/** A file whose content is not used: its template is empty. */
function unusableFile(id: string, markdown: Markdown, unusable: Unusable): TemplateFile {
  const template = parseTemplate(id, parseMarkdown(''));
  return { markdown, template, unusable, isBroken: false, policyProblems: [] };
}

/** The text of a template without front matter, from which new documents are created. */
export function templateBody(template: Template): string {
  const { text, frontMatter } = template.markdown;
  return frontMatter ? text.slice(frontMatter.end).replace(/^(?:\r\n|\n|\r)/, '') : text;
}
