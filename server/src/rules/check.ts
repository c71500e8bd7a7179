import type { DesignDocument } from '../document/document.ts';
import type { Suppression } from '../document/suppressions.ts';
import type { TemplateFile } from '../template/template-file.ts';
import { contains, type Range } from '../text/range.ts';
import { ALL_RULES, RULES, SUPPRESSION_RULES, TEMPLATE_RULES } from './index.ts';
import type { Context, Fix, Found, Related, Rule, RuleInfo, Severity, TemplateRule } from './rule.ts';
import { type Gate, progressiveSeverity } from './severity.ts';

/** One thing wrong or missing in a document. */
export interface Finding extends Range {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly related: readonly Related[];
  /** If it reports several things: a name for each that stays the same when others are fixed. */
  readonly parts?: readonly string[] | undefined;
  /** The possible fixes, computed on demand. */
  fixes(): readonly Fix[];
  /** The fix that can be applied without review, if there is one. */
  safeFix?(): Fix | undefined;
}

export interface RuleSettings {
  readonly gate: Gate;
  /** The setting of each rule. A rule without one keeps its default severity and options. */
  readonly rules: Readonly<Record<string, RuleChoice>>;
}

/** A severity, `off`, or an object with the rule's options and optionally a severity. */
export type RuleChoice =
  | Severity
  | 'off'
  | ({ readonly severity?: Severity | 'off' } & Readonly<Record<string, unknown>>);

/** Called when a rule throws. The other rules still run. */
export type OnRuleError = (rule: string, error: unknown) => void;

/** All findings in a document that no comment suppresses, in document order. */
export function check(document: DesignDocument, settings: RuleSettings, onError: OnRuleError): Finding[] {
  const uses = new Map<Suppression, Set<string>>(document.suppressions.map((each) => [each, new Set()]));
  const isOff = (rule: string): boolean => chosenSeverity(settings, rule) === 'off';
  const unused = ({ rules }: Suppression, used: ReadonlySet<string> | undefined): string[] =>
    rules.map(({ name }) => name).filter((name) => !used?.has(name) && !isOff(name));
  const run = (rules: readonly Rule[]): Finding[] =>
    rules.flatMap((rule) =>
      guarded(rule.id, onError, () => {
        if (isOff(rule.id)) return [];
        return runRule(rule, document, settings, (each) => unused(each, uses.get(each)));
      }),
    );
  const isSuppressed = ({ rule, start }: Finding): boolean => {
    const by = document.suppressions.filter(
      ({ rules, covers }) => covers && contains(covers, start) && rules.some(({ name }) => name === rule),
    );
    for (const each of by) uses.get(each)?.add(rule);
    return by.length > 0;
  };
  const shown = run(RULES).filter((finding) => !isSuppressed(finding));
  const ofSuppressions = uses.size > 0 ? run(SUPPRESSION_RULES) : [];
  return inOrder([...shown, ...ofSuppressions]);
}

/** All findings in a template file, in document order. */
export function checkTemplate(file: TemplateFile, settings: RuleSettings, onError: OnRuleError): Finding[] {
  const findings = TEMPLATE_RULES.flatMap((rule) =>
    guarded(rule.id, onError, () => runTemplateRule(rule, file, settings)),
  );
  return inOrder(findings);
}

export function chosenSeverity({ rules }: RuleSettings, rule: string): Severity | 'off' | undefined {
  const choice = rules[rule];
  return typeof choice === 'object' ? choice.severity : choice;
}

/** A rule's options, with the defaults of those that are not set. */
export function optionsOf(rule: RuleInfo, { rules }: RuleSettings): Record<string, unknown> {
  if (!rule.options) return {};
  const choice = rules[rule.id];
  const chosen = typeof choice === 'object' ? choice : {};
  return Object.fromEntries(
    Object.entries(rule.options ?? {}).map(([name, option]) => [name, chosen[name] ?? option.default]),
  );
}

const RULE_IDS: readonly string[] = ALL_RULES.map(({ id }) => id);

function guarded(rule: string, onError: OnRuleError, run: () => Finding[]): Finding[] {
  try {
    return run();
  } catch (error) {
    onError(rule, error);
    return [];
  }
}

function inOrder(findings: Finding[]): Finding[] {
  // Not with `localeCompare`, whose first call takes about 10 ms.
  return findings.sort((a, b) => a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : 1));
}

function runRule(
  rule: Rule,
  document: DesignDocument,
  settings: RuleSettings,
  unused: Context['unused'],
): Finding[] {
  const severityOf: Context['severityOf'] = (section) =>
    progressiveSeverity(document, section.need, section.phases[0], settings.gate);
  const options = optionsOf(rule, settings);
  const context = { severityOf, options, unused, ruleIds: RULE_IDS };
  const all = [...rule.find(document, context)];
  if (all.length === 0) return [];
  return all.flatMap((found) => {
    const severity = severityIn(rule, found, document, settings);
    if (!severity) return [];
    const { start, end } = found.at;
    const fixes = (): readonly Fix[] =>
      rule.fix?.(found, document).filter(({ edits }) => edits.length > 0) ?? [];
    const safeFix = (): Fix | undefined =>
      rule.isSafe?.(found, document) ? fixes().find(({ preferred }) => preferred) : undefined;
    const message = rule.message(found, document);
    const { related = [], parts } = found;
    return [{ rule: rule.id, severity, message, related, parts, fixes, safeFix, start, end }];
  });
}

/** The severity of a finding; `undefined` if the level does not require what is missing. */
function severityIn(
  rule: Rule,
  { section, phase, isDoubtful }: Found,
  document: DesignDocument,
  settings: RuleSettings,
): Severity | undefined {
  const chosen = chosenSeverity(settings, rule.id);
  const wanted = chosen === 'off' ? undefined : chosen;
  if (rule.severity !== 'progressive') return wanted ?? rule.severity;
  if (!section) return undefined;
  const own = progressiveSeverity(document, section.need, phase ?? section.phases[0], settings.gate);
  if (own && isDoubtful) return 'hint';
  // A severity from the settings replaces the rule's own, but what is required only later stays a hint.
  return own && own !== 'hint' ? (wanted ?? own) : own;
}

function runTemplateRule(rule: TemplateRule, file: TemplateFile, settings: RuleSettings): Finding[] {
  const chosen = chosenSeverity(settings, rule.id);
  if (chosen === 'off') return [];
  return [...rule.find(file)].map((found) => {
    const { start, end } = found.at;
    const severity = chosen ?? found.severity ?? rule.severity;
    const message = rule.message(found, file);
    return { rule: rule.id, severity, message, related: found.related ?? [], fixes: () => [], start, end };
  });
}
