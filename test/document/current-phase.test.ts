import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atLevel, WRITTEN, without } from '../rules/written-document.ts';
import { bindText, SEED, TECHNICAL_DESIGN } from '../support/engine.ts';

const LEVELS = TECHNICAL_DESIGN.levels.map(({ name }) => name);

const SECURITY: Readonly<Record<string, string>> = {
  'Threat model': 'STRIDE was applied to the worker.',
  Hardening: 'Images are distroless.',
  'Least privilege': 'Roles are bound by RBAC.',
  'Audit or compliance': 'Each refund is in the audit log, as PCI DSS asks.',
};

function phase(text: string): number | undefined {
  return bindText(text).currentPhase;
}

function withSecurity(lines: readonly string[]): string {
  return atLevel('secure').replace(
    'Support staff may refund',
    () => `${lines.join(' ')} Support staff may refund`,
  );
}

test('a copy of the template is in Phase 0 at every level', () => {
  assert.deepEqual(
    LEVELS.map((level) => phase(SEED.replace(/experiment \|.*/, level))),
    [0, 0, 0, 0],
  );
  assert.equal(phase(SEED), 0);
});

test('a document that is finished at production is in Phase 3 at secure', () => {
  assert.deepEqual(
    LEVELS.map((level) => phase(atLevel(level))),
    [undefined, undefined, undefined, 3],
  );
});

test('the topics of Security & Privacy belong to Phase 3', () => {
  const all = Object.values(SECURITY);
  assert.equal(phase(withSecurity(all)), undefined);
  for (const [topic, line] of Object.entries(SECURITY)) {
    assert.equal(phase(withSecurity(all.filter((other) => other !== line))), 3, topic);
    const { unanswered } = security(withSecurity(all.filter((other) => other !== line)));
    assert.deepEqual(
      unanswered.map(({ topic: { label } }) => label),
      [topic],
    );
  }
});

test('Security & Privacy is written in Phase 2 without its topics of Phase 3', () => {
  assert.equal(security(atLevel('secure')).state, 'written');
  assert.deepEqual(security(atLevel('production')).unanswered, []);
});

test('a missing section keeps the document in the lowest phase that applies to the section', () => {
  const phases = TECHNICAL_DESIGN.sections.map(({ title }) => [
    title.replaceAll('‑', '-'),
    ...LEVELS.slice(1).map((level) => {
      const text = atLevel(level, without(WRITTEN, title));
      return phase(title === 'Quality' ? `---\nquality_level: ${level}\n---\n${text}` : text);
    }),
  ]);
  assert.deepEqual(phases, [
    ['Overview', 0, 0, 0],
    ['Goals and Non-Goals', 0, 0, 0],
    ['Architecture', 1, 1, 1],
    ['Quality', 0, 0, 0],
    ['Components', 1, 1, 1],
    ['Data Model', 1, 1, 1],
    ['Interfaces', 1, 1, 1],
    ['Configuration', undefined, 2, 2],
    ['Algorithms / Processing', undefined, undefined, 3],
    ['Error Handling & Resilience', undefined, 2, 2],
    ['Performance & Scalability', undefined, 1, 1],
    ['Security & Privacy', undefined, 2, 2],
    ['Observability', undefined, 2, 2],
    ['Testing Strategy', 1, 1, 1],
    ['Rollout & Migration', undefined, 2, 2],
    ['Open Questions', undefined, undefined, 3],
  ]);
});

test('a waived section is done, and so are its topics', () => {
  const text = atLevel('secure').replace(
    /(?<=## Security & Privacy\n)[\s\S]*?(?=\n\n<!--)/,
    'N/A: it is a toy.',
  );
  assert.equal(security(text).state, 'waived');
  assert.equal(phase(text), undefined);
});

test('a draft keeps the document in its phase', () => {
  assert.equal(phase(WRITTEN.replace('Unit tests for', 'TODO: unit tests for')), 1);
  assert.equal(phase(WRITTEN.replace(/^- \*\*Rollback:.*\n/m, '')), 2);
  assert.equal(phase(WRITTEN.replace(/^ {2}- All tests pass.*$/m, '')), 0);
});

test('a document without a level is judged by the lowest level', () => {
  assert.equal(phase(WRITTEN.replace(/^- Quality Level:.*\n/m, '')), 0);
  assert.equal(
    phase('---\nquality_level: experiment\n---\n# T\n\n## Overview\nWords.\n\n## Quality\nHigh.\n'),
    undefined,
  );
});

function security(text: string) {
  const found = bindText(text).sections.find(({ known }) => known.title === 'Security & Privacy');
  return found ?? assert.fail('the template has the section');
}
