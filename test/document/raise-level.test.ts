import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DesignDocument, sectionOf } from '../../server/src/document/document.ts';
import { planRaise, raiseLevel } from '../../server/src/document/edits/raise-level.ts';
import { readGates } from '../../server/src/document/gates.ts';
import { needOf } from '../../server/src/document/needs.ts';
import { labeledIn, labelName } from '../../server/src/structure/labeled.ts';
import type { Level } from '../../server/src/template/template.ts';
import { applyEdits } from '../../server/src/text/range.ts';
import { designs } from '../rules/designs.ts';
import { finishedAt } from '../rules/written-document.ts';
import { bindText, findingsOf, TECHNICAL_DESIGN } from '../support/engine.ts';
import fc, { runs } from '../support/property.ts';

const LEVELS = TECHNICAL_DESIGN.levels;

test('a raised document has everything that its level requires, and cannot be raised again', () => {
  const property = fc.property(designs(), fc.constantFrom(...LEVELS), checkRaise);
  fc.assert(property, { numRuns: runs(400) });
});

test('the added text does not count as an answer', () => {
  const before = finishedAt('production');
  const after = applyEdits(before, raiseLevel(bindText(before), LEVELS[3] as Level));
  const { sections, currentPhase } = bindText(after);
  const security = sections.find(({ known }) => known.title === 'Security & Privacy');
  assert.deepEqual(
    security?.unanswered.map(({ topic }) => topic.label),
    ['Threat model', 'Hardening', 'Least privilege', 'Audit or compliance'],
  );
  assert.equal(security?.state, 'written', 'its own phase is done');
  assert.equal(currentPhase, 3);
  assert.deepEqual(
    findingsOf(after).map(({ rule, severity, start }) => [rule, severity, lineOf(after, start)]),
    security?.unanswered.map(({ topic }) => [
      'leftover-guidance',
      'warning',
      `- **${topic.label}:** ${topic.guidance}`,
    ]),
  );
});

test('a file without a final line break stays without one if text is added at its end', () => {
  const before = '# Payments\n\n## Quality\n- Quality Level: prototype\n\n## Rollout & Migration\nBy hand.';
  const after = applyEdits(before, raiseLevel(bindText(before), LEVELS[2] as Level));
  assert.match(after, /By hand\.\n\n- \*\*Rollback:\*\* [^\n]+\n- [^\n]+\n- [^\n]+$/);
});

function checkRaise(text: string, level: Level): void {
  // Nothing can be added after unclosed code.
  fc.pre(!text.includes('code without an end'));
  const before = bindText(text);
  const plan = planRaise(before, level);
  if (plan.edits.length === 0) {
    const { field, level: current } = before.level;
    assert.ok(field?.reading.kind === 'set' && current && current.index >= level.index, text);
    return;
  }
  const raised = applyEdits(text, plan.edits);
  const story = `raised to ${level.name}:\n${text}\n---\n${raised}`;
  const after = bindText(raised);
  assert.equal(after.level.level, level, story);
  assert.deepEqual(raiseLevel(after, level), [], story);
  checkLines(text, raised, story);
  checkSections(before, after, level, story);
  checkTopics(after, story);
  assert.deepEqual(
    readGates(after)?.section.state === 'waived' ? [] : (readGates(after)?.missing ?? []),
    [],
    story,
  );
  if (!/(?<!\r)\n/.test(text) && text.includes('\r\n')) assert.doesNotMatch(raised, /(?<!\r)\n/, story);
  if (text !== '') assert.equal(/[\r\n]$/.test(raised), /[\r\n]$/.test(text), story);
}

/** Checks that all lines of the author are still there in order. Text may be added to their ends. */
function checkLines(text: string, raised: string, story: string): void {
  const linesOf = (source: string): string[] => source.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  assert.equal(raised.startsWith('\uFEFF'), text.startsWith('\uFEFF'), story);
  const rest = linesOf(raised);
  for (const line of linesOf(text)) {
    if (line.trim() === '' || /level/i.test(line)) continue;
    const at = rest.findIndex((other) => other.startsWith(line));
    assert.ok(at >= 0, `${story}\n--- the line “${line}” is missing or moved`);
    rest.splice(0, at + 1);
  }
}

function checkSections(before: DesignDocument, after: DesignDocument, level: Level, story: string): void {
  const added = after.sections.filter(({ node }, index) => node && !before.sections[index]?.node);
  for (const { known } of added) assert.equal(needOf(TECHNICAL_DESIGN, known, level), 'required', story);
  const missing = after.sections.filter(({ need, state }) => need === 'required' && state === 'missing');
  assert.deepEqual(missing, [], story);
  const bound = (document: DesignDocument): number => document.binding.sections.size;
  assert.equal(
    after.outline.sections.length - before.outline.sections.length,
    bound(after) - bound(before),
    story,
  );
}

function checkTopics(after: DesignDocument, story: string): void {
  for (const bound of after.sections) {
    const { state, need, unanswered } = bound;
    const section = sectionOf(after, bound);
    if (!section || state === 'waived' || need === 'none') continue;
    for (const { topic } of unanswered) {
      const name = labelName(topic.label);
      const lines = [...labeledIn(after.markdown.text, section, (other) => other === name)];
      assert.ok(lines.length > 0, `${story}\n--- there is no line for ${topic.label}`);
    }
  }
}

function lineOf(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return text.slice(start, text.indexOf('\n', offset));
}
