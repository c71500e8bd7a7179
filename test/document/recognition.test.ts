import assert from 'node:assert/strict';
import { SERVICE, sourceOf } from '../support/service.ts';
import { testExamples } from './examples.ts';

testExamples(new URL('recognition.md', import.meta.url), (text, path) => {
  const source = sourceOf(path || 'notes.md', text);
  const { kind, why, template, unknownTemplate } = SERVICE.recognition(source);
  const findings = SERVICE.findings(source).map(({ rule }) => rule);
  if (unknownTemplate) assert.deepEqual(findings, ['unknown-template']);
  else if (kind !== 'template')
    assert.equal(findings.length > 0, kind === 'document', 'only documents have findings');
  const of = template ? ` of ${template.id}` : '';
  return `${kind}${of} by ${why}${unknownTemplate === undefined ? '' : `, unknown template ${unknownTemplate.name}`}`;
});
