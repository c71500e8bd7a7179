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
 * A built-in template as it is stored: its policy, read ahead of time, and the Markdown without the front matter that
 * holds it, since reading YAML takes longer than all else that the first document needs.
 */
export interface StoredTemplate {
  readonly id: string;
  readonly source: string;
  /** How many lines of the template's file are above `source`. */
  readonly linesAbove: number;
  readonly policy: Policy;
}

/** A template file as its author edits it, with what is wrong with its front matter. */
export interface TemplateFile {
  readonly markdown: Markdown;
  readonly template: Template;
  /** Why no document can be written from it; `undefined` if one can. */
  readonly unusable: Unusable | undefined;
  /** Whether its policy cannot be relied upon: it is no YAML, has no end, or names a level field that is not there. */
  readonly isBroken: boolean;
  readonly policyProblems: readonly LocatedProblem[];
}

export type Unusable = 'too long' | 'long front matter' | 'too many headings' | 'no heading';

export interface LocatedProblem extends Range {
  /** What is wrong and what to do, in plain sentences. */
  readonly message: string;
  /** Whether the schema is broken by it; else it is only odd. */
  readonly isError: boolean;
}

/** Reads the policy out of a template's front matter. Throws a YAMLParseError, with its line, on broken YAML. */
export function readPolicy(source: string): Policy {
  const frontMatter = findFrontMatter(source, 0);
  if (!frontMatter) return {};
  const { start, end } = frontMatter.body;
  const root: unknown = parse(source.slice(start, end));
  return (root as { 'design-docs'?: Policy } | null)?.['design-docs'] ?? {};
}

/** Takes a template's file apart for the built-in ones. Throws if its front matter is no YAML, or holds more than a policy. */
export function storeTemplate(id: string, text: string): StoredTemplate {
  const policy = readPolicy(text);
  const frontMatter = findFrontMatter(text, 0);
  if (!frontMatter) return { id, source: text, linesAbove: 0, policy };
  const fields = frontMatter.fields;
  if (fields.length !== 1)
    throw new Error(`The front matter of a built-in template holds ${POLICY_KEY} alone; ${id} has more.`);
  const source = text.slice(frontMatter.end).replace(/^(?:\r\n|\n|\r)/, '');
  const linesAbove = text.slice(0, -source.length).split(/\r\n|\n|\r/).length - 1;
  return { id, source, linesAbove, policy };
}

export function loadTemplate({ id, source, policy }: Omit<StoredTemplate, 'linesAbove'>): Template {
  return parseTemplate(id, parseMarkdown(source), policy);
}

/** The most that a template may hold; more is a mistake, and would slow down every keystroke in its documents. */
export const LIMITS = { characters: 1_000_000, headings: 1000 } as const;

/** Reads a template file that nobody has parsed yet; what is too long is never parsed. */
export function readTemplateText(id: string, text: string): TemplateFile {
  return isTooLong(text)
    ? refused(id, parseMarkdown(''), 'too long')
    : readTemplateFile(id, parseMarkdown(text));
}

/** Reads a template file. Never throws: what cannot be used is left out and told of. */
export function readTemplateFile(id: string, markdown: Markdown): TemplateFile {
  const { text, blocks, frontMatter } = markdown;
  if (isTooLong(text)) return refused(id, markdown, 'too long');
  if (frontMatter && frontMatter.body.end - frontMatter.body.start > LARGEST.frontMatter)
    return refused(id, markdown, 'long front matter');
  const headings = blocks.filter(({ kind }) => kind === 'heading').length;
  if (headings > LIMITS.headings) return refused(id, markdown, 'too many headings');
  const reading = frontMatter && readYaml(text, frontMatter.body, POLICY_SCHEMA, [POLICY_KEY]);
  const template = parseTemplate(id, markdown, (reading?.usable ?? {}) as Policy);
  const references = template.problems.map(({ path, what, message }) => {
    const at = (reading && placeOf(reading, path, what)) ?? { start: 0, end: 0 };
    return { ...at, message, isError: true };
  });
  const schema = (reading?.problems ?? []).map(({ start, end, message, severity }) => {
    return { start, end, message, isError: severity === 'error' };
  });
  const unclosed = frontMatter ? undefined : unclosedFrontMatter(markdown.text);
  const isUnread = reading !== undefined && reading.value === undefined && reading.problems.length > 0;
  // Without its levels a template is another one.
  const lacksLevels = template.problems.some(({ path }) => path[0] === 'level-field');
  return {
    markdown,
    template,
    unusable: template.sections.length === 0 ? 'no heading' : undefined,
    isBroken: isUnread || lacksLevels || unclosed !== undefined,
    policyProblems: [...(unclosed ?? []), ...schema, ...references],
  };
}

/** A policy in front matter that never ends, which Markdown takes for a line across the page and prose. */
function unclosedFrontMatter(text: string): readonly LocatedProblem[] | undefined {
  const match = /^\uFEFF?---[ \t]*\r?\n(?:[^#]*?\n)?design-docs[ \t]*:/.exec(text.slice(0, 2000));
  if (!match) return undefined;
  const end = match[0].lastIndexOf('design-docs') + 'design-docs'.length;
  const message = 'The front matter has no end, so its policy does not count. Close it by a line “---”.';
  return [{ start: end - 'design-docs'.length, end, message, isError: true }];
}

/** Where a part of the policy stands. Entries of a list that has lost some cannot be told apart: then it is the list. */
function placeOf(
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

/** A file from which nothing is read: its template is an empty one. */
function refused(id: string, markdown: Markdown, unusable: Unusable): TemplateFile {
  const template = parseTemplate(id, parseMarkdown(''));
  return { markdown, template, unusable, isBroken: false, policyProblems: [] };
}

/** The template without its front matter: what new documents are written from. */
export function templateBody(template: Template): string {
  const { text, frontMatter } = template.markdown;
  return frontMatter ? text.slice(frontMatter.end).replace(/^(?:\r\n|\n|\r)/, '') : text;
}
