import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bindDocument } from '../../server/src/document/document.ts';
import { type Markdown, parseMarkdown } from '../../server/src/markdown/markdown.ts';
import { check, type Finding } from '../../server/src/rules/check.ts';
import { createService } from '../../server/src/service/service.ts';
import { DEFAULT_SETTINGS } from '../../server/src/settings.ts';
import { readOutline } from '../../server/src/structure/sections.ts';
import { BUILTIN_TEMPLATES } from '../../server/src/template/builtin.generated.ts';
import type { Template } from '../../server/src/template/template.ts';
import { loadTemplate, readTemplateFile } from '../../server/src/template/template-file.ts';
import { lineAt, lineStarts } from '../../server/src/text/lines.ts';
import { builtinTemplates, plainEnvironment } from '../../server/src/workspace/environment.ts';

/** The findings in one document, checked against one template, or as the product recognizes it. */
export interface Judgment {
  readonly document: string;
  readonly template: string;
  readonly findings: readonly PlacedFinding[];
}

export interface PlacedFinding extends Finding {
  /** Counted from 1. */
  readonly line: number;
}

export interface Corpus {
  /** Each document as the product recognizes it, without any configuration. */
  readonly recognised: readonly Judgment[];
  /** Each document against the built-in template that fits it, and against the template that it was written from. */
  readonly fitting: readonly Judgment[];
  /** Each document against every built-in template. */
  readonly builtin: readonly Judgment[];
}

/** The templates that fit the documents whose file names start with a prefix. */
interface Family {
  readonly prefix: string;
  readonly builtin: string;
  readonly shared: string;
}

const FAMILIES: readonly Family[] = [
  { prefix: 'kep-', builtin: 'enhancement', shared: 'k8s-kep.md' },
  { prefix: 'openshift-', builtin: 'enhancement', shared: 'openshift-enhancement.md' },
  { prefix: 'rust-', builtin: 'rfc', shared: 'rust-rfc.md' },
  { prefix: 'swift-', builtin: 'rfc', shared: 'swift-evolution.md' },
  { prefix: 'eip-', builtin: 'rfc', shared: 'eip.md' },
  { prefix: 'ember-', builtin: 'rfc', shared: 'ember-rfc.md' },
  { prefix: 'madr-', builtin: 'adr', shared: 'madr-full.md' },
  { prefix: 'ccsdd.', builtin: 'technical-design', shared: 'cc-sdd-kiro-design.md' },
  { prefix: 'openspec.', builtin: 'technical-design', shared: 'openspec-design.md' },
  { prefix: 'pim.', builtin: 'technical-design', shared: 'pim-designdoc.md' },
];
const ANY_FAMILY = { builtin: 'technical-design', shared: undefined };

/** Checks every document of a folder. Their own templates are in the `templates` folder next to it. */
export function judgeCorpus(folder: string): Corpus {
  const builtin = BUILTIN_TEMPLATES.map(loadTemplate);
  const documents = globSync('*.md', { cwd: folder })
    .filter((name) => name !== 'README.md')
    .sort()
    .map((name) => ({ name, markdown: parseMarkdown(readFileSync(join(folder, name), 'utf8')) }));
  return {
    recognised: documents.map(({ name, markdown }) => recognised(name, markdown)),
    fitting: documents.flatMap(({ name, markdown }) =>
      fittingTemplates(folder, name, builtin).map((template) => judge(name, markdown, template)),
    ),
    builtin: documents.flatMap(({ name, markdown }) =>
      builtin.map((template) => judge(name, markdown, template)),
    ),
  };
}

/** The findings in a file that only its own text and name can make a design document. */
function recognised(document: string, markdown: Markdown): Judgment {
  const environment = plainEnvironment(DEFAULT_SETTINGS, builtinTemplates());
  const findings = createService({ onRuleError }).analyze({
    uri: `file:///${document}`,
    markdown,
    environment,
  }).findings;
  return { document, template: 'none', findings: placed(markdown, findings) };
}

function fittingTemplates(folder: string, document: string, builtin: readonly Template[]): Template[] {
  const family = FAMILIES.find(({ prefix }) => document.startsWith(prefix)) ?? ANY_FAMILY;
  const own = builtin.filter(({ id }) => id === family.builtin);
  const path = family.shared && join(folder, '..', 'templates', family.shared);
  if (path === undefined || !existsSync(path)) return own;
  const { template } = readTemplateFile(
    `templates/${family.shared}`,
    parseMarkdown(readFileSync(path, 'utf8')),
  );
  return [...own, template];
}

function judge(document: string, markdown: Markdown, template: Template): Judgment {
  const recognition = { kind: 'document', why: 'config', template, unknownTemplate: undefined } as const;
  const bound = bindDocument(markdown, readOutline(markdown), template, recognition);
  const findings = check(bound, DEFAULT_SETTINGS, onRuleError);
  return { document, template: template.id, findings: placed(markdown, findings) };
}

function placed({ text }: Markdown, findings: readonly Finding[]): PlacedFinding[] {
  const starts = lineStarts(text);
  return findings.map((finding) => ({ ...finding, line: lineAt(starts, finding.start) + 1 }));
}

function onRuleError(rule: string, error: unknown): never {
  throw new Error(`${rule} threw`, { cause: error });
}
