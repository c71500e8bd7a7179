import assert from 'node:assert/strict';
import type { Finding } from '../../server/src/rules/check.ts';
import type { Fix } from '../../server/src/rules/rule.ts';
import { applyEdits, type TextEdit } from '../../server/src/text/range.ts';
import { place } from '../document/examples.ts';
import { DEFAULTS, findingsOf, TECHNICAL_DESIGN } from '../support/engine.ts';

/** What holds for the findings of every document, and for each of their fixes. */
export function checkLaws(text: string, template = TECHNICAL_DESIGN): void {
  const find = (source: string): Finding[] => findingsOf(source, DEFAULTS, template);
  const findings = find(text);
  for (const finding of findings) {
    const { start, end, message } = finding;
    assert.ok(0 <= start && start <= end && end <= text.length, `${message} lies in the text`);
    const fixes = finding.fixes();
    assert.ok(fixes.filter(({ preferred }) => preferred).length <= 1, `${message} prefers one fix`);
    assert.equal(new Set(fixes.map(({ title }) => title)).size, fixes.length, `${message} names its fixes`);
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
  const story = `“${fix.title}” makes of\n${text}\n---\n${fixed}`;
  assert.notEqual(fixed, text, story);
  assert.ok(amount(find(fixed), rule) < amount(findings, rule), `${story}\n--- which has no less ${rule}`);
  const rest = fixed.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  for (const line of linesLeftAlone(text, fix.edits)) {
    const at = rest.indexOf(line);
    assert.ok(at >= 0, `${story}\n--- which lacks or moves “${line}”`);
    rest.splice(0, at + 1);
  }
  if (!/(?<!\r)\n/.test(text) && text.includes('\r\n')) assert.doesNotMatch(fixed, /(?<!\r)\n/, story);
  const removesEnd = fix.edits.some(({ start, end }) => start < end && end === text.length);
  if (text !== '' && !removesEnd) assert.equal(/[\r\n]$/.test(fixed), /[\r\n]$/.test(text), story);
}

/** How much a rule finds; one finding may stand for several missing sections, each with its place in the template. */
function amount(findings: readonly Finding[], rule: string): number {
  const own = findings.filter((finding) => finding.rule === rule);
  return rule === 'missing-section' ? own.flatMap(({ related }) => related).length : own.length;
}

/** The author's lines that no edit touches, in order; new lines before or after a line leave it alone. */
function linesLeftAlone(text: string, edits: readonly TextEdit[]): string[] {
  let start = 0;
  return text.split(/(?<=\r\n|\n|\r(?!\n))/).flatMap((whole) => {
    const line = whole.replace(/[\r\n]+$/, '');
    const end = start + line.length;
    const touched = edits.some((edit) => {
      // A line that is joined to the one above becomes part of it.
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

/** Findings as they must be the same with other line breaks and with a byte order mark. */
export function describeFindings(text: string, findings: readonly Finding[]): string[] {
  return findings.map(
    ({ start, end, rule, severity, message }) =>
      `${place(text, start)}-${place(text, end)} ${severity} ${rule}: ${message}`,
  );
}
