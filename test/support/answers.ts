import type { Finding } from '../../server/src/rules/check.ts';
import type { Fix } from '../../server/src/rules/rule.ts';
import type { Source } from '../../server/src/service/service.ts';
import type { TestService } from './service.ts';

/**
 * All answers of a service about a document as a whole, including the edits of every fix, as text that can be compared.
 */
export function allAnswers(service: TestService, source: Source): string {
  // Findings are requested first, as editors do, so that the other answers can use cached results.
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

/** All answers of a service about an offset in a document. */
export function answersAt(service: TestService, source: Source, offset: number): string {
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

/** A fix. The section that it renames is reduced to its title and range. */
function fixOf({ renames, ...fix }: Fix): unknown {
  return { ...fix, renames: renames && [renames.title, renames.start, renames.end] };
}

/** One line for each answer or item of an answer, so that a failed comparison shows what differs. */
function lines(answers: Readonly<Record<string, unknown>>): string {
  return Object.entries(answers)
    .flatMap(([name, answer]) =>
      Array.isArray(answer)
        ? answer.map((each, nth) => `${name} ${nth}: ${JSON.stringify(each, omitParts)}`)
        : [`${name}: ${JSON.stringify(answer, omitParts)}`],
    )
    .join('\n');
}

/** Properties of sections and blocks that are omitted. Their ranges are enough for a comparison. */
const OMITTED = new Set(['parent', 'children', 'lead', 'blocks', 'references']);

function omitParts(key: string, value: unknown): unknown {
  return OMITTED.has(key) ? undefined : value;
}
