import { parse } from 'yaml';
import { findFrontMatter } from '../markdown/front-matter.ts';
import { parseMarkdown } from '../markdown/markdown.ts';
import type { Policy } from './policy.ts';
import { parseTemplate, type Template } from './template.ts';

/** A template as it is stored: the Markdown with its front matter, and the policy that the front matter holds. */
export interface TemplateFile {
  readonly id: string;
  readonly source: string;
  readonly policy: Policy;
}

/** Reads the policy out of a template's front matter. Throws a YAMLParseError, with its line, on broken YAML. */
export function readPolicy(source: string): Policy {
  const frontMatter = findFrontMatter(source, 0);
  if (!frontMatter) return {};
  const { start, end } = frontMatter.body;
  const root: unknown = parse(source.slice(start, end));
  return (root as { 'design-docs'?: Policy } | null)?.['design-docs'] ?? {};
}

export function loadTemplate(file: TemplateFile): Template {
  return parseTemplate(file.id, parseMarkdown(file.source), file.policy);
}

/** The template without its front matter: what new documents are written from. */
export function templateBody(template: Template): string {
  const { text, frontMatter } = template.markdown;
  return frontMatter ? text.slice(frontMatter.end).replace(/^(?:\r\n|\n|\r)/, '') : text;
}
