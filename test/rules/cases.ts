import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Finding } from '../../server/src/rules/check.ts';
import type { Gate } from '../../server/src/rules/severity.ts';
import type { Template } from '../../server/src/template/template.ts';
import { lineRangeAt } from '../../server/src/text/lines.ts';
import { refuseTwice } from '../document/examples.ts';
import { TECHNICAL_DESIGN, templateFrom } from '../support/engine.ts';

/**
 * One document of a file of cases. `//- what it shows` begins it; `[nothing]` behind that says that nothing is found,
 * `[gate=…]` sets the gate. What stands before the first is their template, if it is not the technical design. Under a line, `~~~ warning missing-section: message` marks a finding; the message may be
 * left out. Findings that are not shown to the author are marked only if they are of the rule that the folder names.
 */
export interface Case {
  readonly name: string;
  readonly gate: Gate;
  readonly template: Template;
  readonly text: string;
  /** The document with its marks, messages left out. */
  readonly marked: string;
  /** In the order of the marks; an empty one is not checked. */
  readonly messages: readonly string[];
}

const MARK = /^( *~+ (?:error|warning|info|hint) [a-z-]+)(?:: (.+))?$/;

export function readCases(file: string): Case[] {
  const [source = '', ...parts] = readFileSync(file, 'utf8').split(/^\/\/- /m);
  const template = source === '' ? TECHNICAL_DESIGN : templateFrom(source);
  const cases = parts.map((part) => readCase(part, template));
  assert.ok(cases.length > 0, 'the file holds cases');
  refuseTwice(cases.map(({ name }) => name));
  refuseTwice(cases.map(({ gate, text }) => `${gate} ${text}`));
  return cases;
}

function readCase(part: string, template: Template): Case {
  const [head = '', ...lines] = part.replace(/\n\n$/, '\n').split('\n');
  const options = [...head.matchAll(/\[([^\]]+)\]/g)].map(([, option = '']) => option);
  const gate = options.find((option) => option.startsWith('gate='))?.slice('gate='.length) ?? 'progressive';
  const marks = lines.map((line) => MARK.exec(line));
  const found = marks.filter((mark) => mark !== null);
  const name = head.replace(/\s*\[.*/, '');
  assert.equal(
    options.includes('nothing'),
    found.length === 0,
    `${name}: say [nothing] or mark what is found`,
  );
  return {
    name,
    gate: /^\d+$/.test(gate) ? Number(gate) : (gate as Gate),
    template,
    text: lines.filter((_, index) => !marks[index]).join('\n'),
    marked: lines.map((line, index) => marks[index]?.[1] ?? line).join('\n'),
    messages: found.map(([, , message = '']) => message),
  };
}

/** The document with a mark for each finding under the line where it begins. */
export function markFindings(text: string, findings: readonly Finding[]): string {
  const marks = new Map<number, string[]>();
  for (const { start, end, severity, rule } of findings) {
    const line = lineRangeAt(text, start);
    const length = Math.max(1, Math.min(end, line.end) - start);
    const mark = `${' '.repeat(start - line.start)}${'~'.repeat(length)} ${severity} ${rule}`;
    marks.set(line.end, [...(marks.get(line.end) ?? []), mark]);
  }
  let offset = 0;
  const lines = text.split('\n').flatMap((line) => {
    offset += line.length + 1;
    return [line, ...(marks.get(offset - 1) ?? [])];
  });
  return lines.join('\n');
}
