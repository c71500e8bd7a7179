import type { Finding } from '../../server/src/rules/check.ts';
import type { Fix } from '../../server/src/rules/rule.ts';
import type { Source } from '../../server/src/service/service.ts';
import type { TestService } from './service.ts';

/** All that a service tells of a document by itself, down to the last edit of each fix, as text that can be compared. */
export function told(service: TestService, source: Source): string {
  // First of all, as an editor asks: what was found before may then do.
  const findings = service.findings(source);
  const { kind, why, template, unknownTemplate } = service.recognition(source);
  const whole = { start: 0, end: source.markdown.text.length };
  return lines({
    recognition: { kind, why, template: template?.id, unknownTemplate },
    findings: findings.map(findingOf),
    readiness: service.readiness(source),
    symbols: service.documentSymbols(source),
    folding: service.foldingRanges(source),
    highlights: service.highlights(source),
    lenses: service.codeLenses(source),
    hints: service.inlayHints(source, whole),
    level: service.level(source),
    title: service.title(source),
    next: service.next(source),
    outstanding: service.outstanding(source),
  });
}

/** What it answers when it is asked about a place. */
export function toldAt(service: TestService, source: Source, offset: number): string {
  const within = { start: offset, end: offset };
  return lines({
    actions: service
      .codeActions(source, within)
      .map(({ finding, ...action }) => [finding && findingOf(finding), fixOf(action)]),
    completion: service.complete(source, offset, undefined),
    hover: service.hover(source, offset),
    selection: service.selectionRanges(source, offset),
  });
}

function findingOf(finding: Finding): unknown {
  const { rule, severity, message, start, end, related, parts } = finding;
  const fixes = finding.fixes().map(fixOf);
  return { rule, severity, message, start, end, related, parts, fixes, safe: finding.safeFix?.()?.title };
}

/** A fix, with the heading that it renames by its words alone. */
function fixOf({ renames, ...fix }: Fix): unknown {
  return { ...fix, renames: renames && [renames.title, renames.start, renames.end] };
}

/** Each thing on lines of its own, so that two answers differ where they do. */
function lines(answers: Readonly<Record<string, unknown>>): string {
  return Object.entries(answers)
    .flatMap(([name, answer]) =>
      Array.isArray(answer)
        ? answer.map((each, nth) => `${name} ${nth}: ${JSON.stringify(each, withoutParts)}`)
        : [`${name}: ${JSON.stringify(answer, withoutParts)}`],
    )
    .join('\n');
}

/** Places may be sections and blocks: all that is told of those is where they are. */
const UNTOLD = new Set(['parent', 'children', 'lead', 'blocks', 'references']);

function withoutParts(key: string, value: unknown): unknown {
  return UNTOLD.has(key) ? undefined : value;
}
