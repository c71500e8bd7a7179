import { bindDocument, type DesignDocument } from '../../server/src/document/document.ts';
import { recognize } from '../../server/src/document/recognize.ts';
import { type Markdown, parseMarkdown } from '../../server/src/markdown/markdown.ts';
import { check, type Finding, type RuleSettings } from '../../server/src/rules/check.ts';
import type { RuleInfo } from '../../server/src/rules/rule.ts';
import { readOutline } from '../../server/src/structure/sections.ts';
import { BUILTIN_TEMPLATES } from '../../server/src/template/builtin.generated.ts';
import type { Template } from '../../server/src/template/template.ts';
import { loadTemplate, readTemplateFile, templateBody } from '../../server/src/template/template-file.ts';

export const TEMPLATES: readonly Template[] = BUILTIN_TEMPLATES.map(loadTemplate);
export const TECHNICAL_DESIGN = TEMPLATES[0] as Template;
/** The text of the built-in technical design template, without its front matter. */
export const SEED = templateBody(TECHNICAL_DESIGN);
export const DEFAULTS: RuleSettings = { gate: 'progressive', rules: {} };

const SURROUNDINGS = {
  templates: TEMPLATES.map((template) => ({ id: template.id, template })),
  recognized: TECHNICAL_DESIGN,
  mapped: undefined,
  templateSource: undefined,
};

/** Binds a text to the technical design template, whether or not it is recognized as a design document. */
export function bindText(text: string, template = TECHNICAL_DESIGN): DesignDocument {
  return bindMarkdown(parseMarkdown(text), template);
}

/** Like `bindText`, for Markdown that is already parsed. */
export function bindMarkdown(markdown: Markdown, template = TECHNICAL_DESIGN): DesignDocument {
  const outline = readOutline(markdown);
  return bindDocument(markdown, outline, template, recognize('design.md', markdown, outline, SURROUNDINGS));
}

export function findingsOf(
  text: string,
  settings: RuleSettings = DEFAULTS,
  template = TECHNICAL_DESIGN,
): Finding[] {
  return check(bindText(text, template), settings, (rule, error) => {
    throw new Error(`${rule} threw`, { cause: error });
  });
}

/** The template that a rule's examples are checked against. */
export function exampleTemplate({ examples: { template } }: RuleInfo): Template {
  return template === undefined ? TECHNICAL_DESIGN : templateFrom(template);
}

export function templateFrom(source: string): Template {
  return readTemplateFile('example', parseMarkdown(source)).template;
}

/** The findings that the Problems list shows. It does not show hints. */
export function visible(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ severity }) => severity !== 'hint');
}
