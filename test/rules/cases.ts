import assert from 'node:assert/strict';
import type { Finding } from '../../server/src/rules/check.ts';
import type { Gate } from '../../server/src/rules/severity.ts';
import type { Template } from '../../server/src/template/template.ts';
import { lineAt, lineRangeAt, lineStarts } from '../../server/src/text/lines.ts';
import { refuseTwice } from '../document/examples.ts';
import { TECHNICAL_DESIGN, templateFrom } from '../support/engine.ts';
import type { Example } from '../support/fixture.ts';

/**
 * A document in a file of cases. `//- name` begins it. After the name, `[gate=…]` sets the gate, and `[nothing]` says
 * that there are no findings. Text before the first case is the template of all cases. Without it, the template is the
 * technical design. Under a line, `~~~ warning missing-section: message` marks a finding. A mark without a message
 * accepts any message. Hints are marked only if they come from the rule of the folder.
 */
export interface Case extends Example {
  readonly gate: Gate;
  readonly template: Template;
  readonly text: string;
  readonly head: string;
  readonly marks: readonly Mark[];
}

interface Mark {
  /** The line of the text above the mark, 0-based. */
  readonly line: number;
  readonly rule: string;
  readonly hasMessage: boolean;
}

const MARK = /^ *~+ (?:error|warning|info|hint) ([a-z-]+)(: .+)?$/;
const NOTHING = ' [nothing]';

export function readCases(source: string): Case[] {
  const starts = [...source.matchAll(/^\/\/- /gm)].map(({ index }) => index);
  const head = source.slice(0, starts[0]);
  const template = head === '' ? TECHNICAL_DESIGN : templateFrom(head);
  const cases = starts.map((start, index) => {
    const part = source.slice(start, starts[index + 1]);
    // A blank line separates a case from the next one.
    return readCase(part.endsWith('\n\n') ? part.slice(0, -1) : part, start, template);
  });
  assert.ok(cases.length > 0, 'the file has no cases');
  refuseTwice(cases.map(({ name }) => name));
  refuseTwice(cases.map(({ gate, text }) => `${gate} ${text}`));
  return cases;
}

function readCase(part: string, start: number, template: Template): Case {
  const [first = '', ...lines] = part.split('\n');
  const head = first.replace(NOTHING, '');
  const marks: Mark[] = [];
  const kept: string[] = [];
  for (const line of lines) {
    const [, rule, message] = MARK.exec(line) ?? [];
    if (rule === undefined) kept.push(line);
    else marks.push({ line: kept.length - 1, rule, hasMessage: message !== undefined });
  }
  const gate = /\[gate=([^\]]+)\]/.exec(head)?.[1] ?? 'progressive';
  const text = kept.join('\n');
  return {
    name: head.replace(/^\/\/- |\s*\[.*/g, ''),
    gate: /^\d+$/.test(gate) ? Number(gate) : (gate as Gate),
    template,
    text,
    head,
    marks,
    given: `${head}\n${text}`,
    block: { start, end: start + part.length },
  };
}

/** The case with a mark for each finding under its first line. A new mark has a message. */
export function writeCase({ head, text, marks }: Case, findings: readonly Finding[]): string {
  const starts = lineStarts(text, 0);
  const unused = [...marks];
  const shown = findings.map(({ start, end, severity, rule, message }) => {
    const line = lineAt(starts, start);
    const at = start - (starts[line] as number);
    const length = Math.max(1, Math.min(end, lineRangeAt(text, start).end) - start);
    const known = unused.findIndex((mark) => mark.line === line && mark.rule === rule);
    const [old] = known < 0 ? [] : unused.splice(known, 1);
    const says = old?.hasMessage === false ? '' : `: ${message}`;
    return { line, mark: `${' '.repeat(at)}${'~'.repeat(length)} ${severity} ${rule}${says}` };
  });
  const lines = text
    .split('\n')
    .flatMap((line, number) => [
      line,
      ...shown.filter((each) => each.line === number).map(({ mark }) => mark),
    ]);
  return [`${head}${findings.length > 0 ? '' : NOTHING}`, ...lines].join('\n');
}
