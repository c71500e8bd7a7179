import { parseMarkdown } from '../../server/src/markdown/markdown.ts';
import type { Finding } from '../../server/src/rules/check.ts';
import type { RuleInfo } from '../../server/src/rules/rule.ts';
import { createService } from '../../server/src/service/service.ts';
import { readTemplateFile } from '../../server/src/template/template-file.ts';
import { type Environment, plainEnvironment } from '../../server/src/workspace/environment.ts';

const service = createService({
  onRuleError(rule, error) {
    throw new Error(`The rule ${rule} fails on an example.`, { cause: error });
  },
});

/** The findings of a rule in its own bad example, without hints. The `~~~` marks under lines are removed first. */
export function exampleFindings(rule: RuleInfo): {
  readonly text: string;
  readonly found: readonly Finding[];
} {
  const lines = rule.examples.bad.split('\n').filter((line) => !/^ *~+ *$/.test(line));
  const text = lines.join('\n');
  const source = { uri: uriOf(rule), markdown: parseMarkdown(text), environment: environmentOf(rule) };
  const findings = service.analyze(source).findings;
  const found = findings.filter(
    (finding) => finding.rule === rule.id && (finding.severity !== 'hint' || rule.severity === 'hint'),
  );
  return { text, found };
}

/** An environment in which all files follow the examples' own template, if they have one. */
function environmentOf({ examples }: RuleInfo): Environment {
  const plain = plainEnvironment();
  if (examples.template === undefined) return plain;
  const { template } = readTemplateFile('example', parseMarkdown(examples.template));
  const globs = { matches: () => true };
  return { ...plain, maps: [{ by: 'settings', globs, glob: '**', target: 'example.md', template }] };
}

/** Template rules need a path in a folder `templates`: such files are checked as templates. */
function uriOf({ group }: RuleInfo): string {
  return group === 'template files' ? 'file:///templates/example.md' : 'file:///example.md';
}
