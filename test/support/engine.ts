import { bindDocument, type DesignDocument } from '../../server/src/document/document.ts';
import { recognise } from '../../server/src/document/recognise.ts';
import { parseMarkdown } from '../../server/src/markdown/markdown.ts';
import { check, type Finding, type RuleSettings } from '../../server/src/rules/check.ts';
import type { RuleInfo } from '../../server/src/rules/rule.ts';
import { BUILTIN_TEMPLATES } from '../../server/src/template/builtin.generated.ts';
import { readOutline } from '../../server/src/template/outline.ts';
import type { Template } from '../../server/src/template/template.ts';
import { loadTemplate, readTemplateFile, templateBody } from '../../server/src/template/template-file.ts';

export const TEMPLATES: readonly Template[] = BUILTIN_TEMPLATES.map(loadTemplate);
export const TECHNICAL_DESIGN = TEMPLATES[0] as Template;
/** The built-in technical design as authors get it. */
export const SEED = templateBody(TECHNICAL_DESIGN);
export const DEFAULTS: RuleSettings = { gate: 'progressive', rules: {} };

const SURROUNDINGS = {
  templates: TEMPLATES.map((template) => ({ id: template.id, template })),
  recognised: TECHNICAL_DESIGN,
  mapped: undefined,
  isTemplateBy: undefined,
};

/**
 * Binds a text to the technical design, recognised or not. Most tests ask several things of one text, so the last few
 * documents are kept.
 */
export function bindText(text: string, template = TECHNICAL_DESIGN): DesignDocument {
  const known = recent.find((each) => each.template === template && each.text === text);
  if (known) return known.document;
  const markdown = parseMarkdown(text);
  const outline = readOutline(markdown);
  const recognition = recognise('design.md', markdown, outline, SURROUNDINGS);
  const document = bindDocument(markdown, outline, template, recognition);
  recent.push({ text, template, document });
  if (recent.length > 8) recent.shift();
  return document;
}

const recent: { text: string; template: Template; document: DesignDocument }[] = [];

export function findingsOf(
  text: string,
  settings: RuleSettings = DEFAULTS,
  template = TECHNICAL_DESIGN,
): Finding[] {
  return check(bindText(text, template), settings, (rule, error) => {
    throw new Error(`${rule} threw`, { cause: error });
  });
}

/** The template by which a rule's examples are judged. */
export function exampleTemplate({ examples: { template } }: RuleInfo): Template {
  return template === undefined ? TECHNICAL_DESIGN : templateFrom(template);
}

export function templateFrom(source: string): Template {
  return readTemplateFile('example', parseMarkdown(source)).template;
}

/** Findings that the Problems list shows; hints are only for the outline. */
export function visible(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ severity }) => severity !== 'hint');
}
