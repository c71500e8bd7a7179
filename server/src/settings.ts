import type { RuleSettings } from './rules/check.ts';
import { RULES } from './rules/index.ts';
import type { Severity } from './rules/rule.ts';
import type { Gate } from './rules/severity.ts';

/** The user's settings under `designDocs`, as the engine reads them. */
export interface Settings extends RuleSettings {
  readonly enable: boolean;
  readonly inlayHints: boolean;
}

/** One setting: what the settings editor shows of it, and how its value is told from nonsense. */
export interface SettingSpec {
  readonly schema: Readonly<Record<string, unknown>>;
  /** What is wrong with a value, in plain words; `undefined` if nothing is. */
  problem(value: unknown): string | undefined;
  /** What of a value with a problem is in force all the same; without this the default is. */
  usable?(value: unknown): unknown;
}

const SEVERITIES: readonly (Severity | 'off')[] = ['off', 'hint', 'info', 'warning', 'error'];

/** Every setting that the engine reads, under its name without `designDocs.`; the manifest is generated from it. */
export const SETTING_SPECS: Readonly<Record<keyof Settings, SettingSpec>> = {
  enable: {
    schema: {
      type: 'boolean',
      default: true,
      markdownDescription:
        'Check design documents and help to write them. Other Markdown files are left alone in any case.',
    },
    problem: (value) => (typeof value === 'boolean' ? undefined : 'should be true or false'),
  },
  gate: {
    schema: {
      type: ['string', 'integer'],
      anyOf: [{ enum: ['progressive', 'level'] }, { type: 'integer', minimum: 0 }],
      default: 'progressive',
      markdownDescription:
        'How strictly missing parts are judged. `progressive`: what is due in the current phase is a warning, what is due later a hint. `level`: everything that the quality level requires is an error. A phase number, such as `1`: the same for phases up to that one.',
    },
    problem: (value) => (isGate(value) ? undefined : 'should be "progressive", "level" or a phase number'),
  },
  inlayHints: {
    schema: {
      type: 'boolean',
      default: true,
      markdownDescription:
        'Show the phase and who requires it behind the headings of sections that are not written yet. `#editor.inlayHints.enabled#` applies too.',
    },
    problem: (value) => (typeof value === 'boolean' ? undefined : 'should be true or false'),
  },
  rules: {
    schema: {
      type: 'object',
      default: {},
      additionalProperties: false,
      properties: Object.fromEntries(
        RULES.map((rule) => [rule.id, { enum: SEVERITIES, markdownDescription: rule.summary }]),
      ),
      markdownDescription:
        'A severity for single rules, or `off`. A rule that is not named keeps its own; what is due only in a later phase stays a hint.',
    },
    problem: rulesProblem,
    usable: usableRules,
  },
};

export const DEFAULT_SETTINGS: Settings = Object.fromEntries(
  Object.entries(SETTING_SPECS).map(([name, { schema }]) => [name, schema['default']]),
) as unknown as Settings;

export interface SettingsReading {
  readonly settings: Settings;
  /** One sentence for each value that cannot be used; its default is in force. */
  readonly problems: readonly string[];
}

/** Reads what a client sends as its `designDocs` section. Never throws; anything may be missing or wrong. */
export function readSettings(raw: unknown): SettingsReading {
  const values = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>;
  const problems: string[] = [];
  const entries = Object.entries(SETTING_SPECS).map(([name, spec]) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined || value === null) return [name, spec.schema['default']];
    const problem = spec.problem(value);
    if (!problem) return [name, value];
    const ignored = spec.usable ? 'the rest is in force' : `${JSON.stringify(value)} is ignored`;
    problems.push(`The setting designDocs.${name} ${problem}; ${ignored}.`);
    return [name, spec.usable?.(value) ?? spec.schema['default']];
  });
  return { settings: Object.fromEntries(entries) as unknown as Settings, problems };
}

function isGate(value: unknown): value is Gate {
  return value === 'progressive' || value === 'level' || (Number.isInteger(value) && Number(value) >= 0);
}

function rulesProblem(value: unknown): string | undefined {
  if (!isRecord(value)) return 'should be an object of rules';
  const unknown = Object.keys(value).filter((id) => !isRule(id));
  if (unknown.length > 0) return `names rules that do not exist (${unknown.join(', ')})`;
  return Object.values(value).every(isSeverity)
    ? undefined
    : `should give each rule one of ${SEVERITIES.join(', ')}`;
}

function usableRules(value: unknown): unknown {
  if (!isRecord(value)) return undefined;
  return Object.fromEntries(Object.entries(value).filter(([id, chosen]) => isRule(id) && isSeverity(chosen)));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isRule(id: string): boolean {
  return RULES.some((rule) => rule.id === id);
}

function isSeverity(value: unknown): boolean {
  return SEVERITIES.some((each) => each === value);
}
