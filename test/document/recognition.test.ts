import assert from 'node:assert/strict';
import { parseMarkdown } from '../../server/src/markdown/markdown.ts';
import { createService } from '../../server/src/service.ts';
import { DEFAULT_SETTINGS } from '../../server/src/settings.ts';
import { testExamples } from './examples.ts';

const service = createService({ onRuleError: assert.fail });

testExamples(new URL('recognition.md', import.meta.url), (text, path) => {
  const source = { uri: path || 'notes.md', markdown: parseMarkdown(text) };
  const { kind, why, template, unknownTemplate } = service.recognition(source);
  const findings = service.findings(source, DEFAULT_SETTINGS).map(({ rule }) => rule);
  if (unknownTemplate) assert.deepEqual(findings, ['unknown-template']);
  else assert.equal(findings.length > 0, kind === 'document', 'findings are for documents');
  const of = template ? ` of ${template.id}` : '';
  return `${kind}${of} by ${why}${unknownTemplate === undefined ? '' : `, unknown template ${unknownTemplate.name}`}`;
});
