import assert from 'node:assert/strict';
import type { Finding } from '../../server/src/rules/check.ts';
import type { Fix } from '../../server/src/rules/rule.ts';
import { applyEdits, type TextEdit } from '../../server/src/text/range.ts';
import { place } from '../document/examples.ts';
import { DEFAULTS, findingsOf, TECHNICAL_DESIGN } from '../support/engine.ts';

/** Checks what must be true of the findings of every document and of their fixes. */
export function checkLaws(text: string, template = TECHNICAL_DESIGN): void {
  const find = (source: string): Finding[] => findingsOf(source, DEFAULTS, template);
  const findings = find(text);
  for (const finding of findings) {
    const { start, end, message } = finding;
    assert.ok(0 <= start && start <= end && end <= text.length, `${message} is outside the text`);
    const fixes = finding.fixes();
    assert.ok(
      fixes.filter(({ preferred }) => preferred).length <= 1,
      `${message} has several preferred fixes`,
    );
    assert.equal(
      new Set(fixes.map(({ title }) => title)).size,
      fixes.length,
      `${message} has two fixes with the same title`,
    );
    for (const fix of fixes) checkFix(text, findings, finding, fix, find);
  }
}

function checkFix(
  text: string,
  findings: readonly Finding[],
  { rule }: Finding,
  fix: Fix,
  find: (source: string) => readonly Finding[],
): void {
  const fixed = applyEdits(text, fix.edits);
  const story = `“${fix.title}” changes\n${text}\n--- to\n${fixed}`;
  assert.notEqual(fixed, text, story);
  assert.ok(
    amount(find(fixed), rule) < amount(findings, rule),
    `${story}\n--- which has no fewer findings of ${rule}`,
  );
  const rest = fixed.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  for (const line of linesLeftAlone(text, fix.edits)) {
    const at = rest.indexOf(line);
    assert.ok(at >= 0, `${story}\n--- in which “${line}” is missing or moved`);
    rest.splice(0, at + 1);
  }
  if (!/(?<!\r)\n/.test(text) && text.includes('\r\n')) assert.doesNotMatch(fixed, /(?<!\r)\n/, story);
  const removesEnd = fix.edits.some(({ start, end }) => start < end && end === text.length);
  if (text !== '' && !removesEnd) assert.equal(/[\r\n]$/.test(fixed), /[\r\n]$/.test(text), story);
}

/** How many problems a rule finds. A finding for several missing sections has related information for each. */
function amount(findings: readonly Finding[], rule: string): number {
  const own = findings.filter((finding) => finding.rule === rule);
  return rule === 'missing-section' ? own.flatMap(({ related }) => related).length : own.length;
}

/** The author's lines that no edit changes, in order. Inserting lines before or after a line does not change it. */
function linesLeftAlone(text: string, edits: readonly TextEdit[]): string[] {
  let start = 0;
  return text.split(/(?<=\r\n|\n|\r(?!\n))/).flatMap((whole) => {
    const line = whole.replace(/[\r\n]+$/, '');
    const end = start + line.length;
    const touched = edits.some((edit) => {
      // If the line break before a line is removed, the line is changed.
      if (edit.start < start && edit.end === start && !/[\r\n]$/.test(edit.newText))
        return edit.newText !== '';
      if (edit.start < edit.end) return edit.start < end && start < edit.end;
      if (edit.start === end) return !/^[\r\n]/.test(edit.newText);
      return edit.start === start ? !/[\r\n]$/.test(edit.newText) : start < edit.start && edit.start < end;
    });
    start += whole.length;
    return touched || line.trim() === '' ? [] : [line.replace(/^\uFEFF/, '')];
  });
}

/** The findings in a form that is the same for other line breaks and with a byte order mark. */
export function describeFindings(text: string, findings: readonly Finding[]): string[] {
  return findings.map(
    ({ start, end, rule, severity, message }) =>
      `${place(text, start)}-${place(text, end)} ${severity} ${rule}: ${message}`,
  );
}
