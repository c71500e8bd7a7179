import type { DesignDocument } from '../document/document.ts';
import type { Range } from '../text/range.ts';
import { RULES } from './index.ts';
import type { Fix, Found, Related, Rule, Severity } from './rule.ts';
import { type Gate, progressiveSeverity } from './severity.ts';

/** One thing wrong or missing in a document. */
export interface Finding extends Range {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly related: readonly Related[];
  /** The ways to mend it, computed when asked for. */
  fixes(): readonly Fix[];
}

export interface RuleSettings {
  readonly gate: Gate;
  /** A severity for a rule, or `off`. A rule that is not named keeps its own. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
}

/** Everything the rules find, in document order. A rule that throws is passed to `onError`; the others still run. */
export function check(
  document: DesignDocument,
  settings: RuleSettings,
  onError: (rule: string, error: unknown) => void,
): Finding[] {
  const findings = RULES.flatMap((rule) => {
    if (settings.rules[rule.id] === 'off') return [];
    try {
      return runRule(rule, document, settings);
    } catch (error) {
      onError(rule.id, error);
      return [];
    }
  });
  return findings.sort((a, b) => a.start - b.start || a.end - b.end || a.rule.localeCompare(b.rule));
}

function runRule(rule: Rule, document: DesignDocument, settings: RuleSettings): Finding[] {
  const severityOf = (section: NonNullable<Found['section']>): Severity | undefined =>
    progressiveSeverity(document, section, settings.gate);
  return [...rule.find(document, severityOf)].flatMap((found) => {
    const own = rule.severity !== 'progressive' ? rule.severity : found.section && severityOf(found.section);
    const severity = own && override(rule, own, settings);
    if (!severity) return [];
    const { start, end } = found.at;
    const fixes = (): readonly Fix[] =>
      rule.fix?.(found, document).filter(({ edits }) => edits.length > 0) ?? [];
    return [
      {
        rule: rule.id,
        severity,
        message: rule.say(found, document),
        related: found.related ?? [],
        fixes,
        start,
        end,
      },
    ];
  });
}

/** A severity from the settings replaces the rule's own, but what is due only later stays a hint. */
function override(rule: Rule, own: Severity, settings: RuleSettings): Severity {
  const chosen = settings.rules[rule.id];
  if (!chosen || chosen === 'off') return own;
  return rule.severity === 'progressive' && own === 'hint' ? own : chosen;
}
