import type { RuleChoice, RuleSettings } from './rules/check.ts';
import { ALL_RULES } from './rules/index.ts';
import type { RuleInfo, Severity } from './rules/rule.ts';
import type { Gate } from './rules/severity.ts';
import type { Schema } from './yaml/schema.ts';

/** The user's settings in the section `designDocs`. */
export interface Settings extends RuleSettings {
  readonly enable: boolean;
  readonly inlayHints: boolean;
  readonly codeLens: boolean;
  /** Maps globs, relative to the workspace folder, to the name or path of the template that matching files follow. */
  readonly templates: Readonly<Record<string, string>>;
}

/** One setting: its schema for the manifest, and the validation of its value. */
export interface SettingSpec {
  readonly schema: Schema;
  /** What is wrong with a value, such as “must be true or false”; `undefined` if it is valid. */
  problem(value: unknown): string | undefined;
  /** The valid part of an invalid value. Without it, or if it is `undefined`, the default applies. */
  usable?(value: unknown): unknown;
}

const SEVERITIES: readonly (Severity | 'off')[] = ['off', 'hint', 'info', 'warning', 'error'];

/** All settings by name, without `designDocs.`. The manifest is generated from this table. */
export const SETTING_SPECS: Readonly<Record<keyof Settings, SettingSpec>> = {
  enable: {
    schema: {
      type: 'boolean',
      default: true,
      markdownDescription:
        'Check design documents and help write them. Other Markdown files are never checked.',
    },
    problem: (value) => (typeof value === 'boolean' ? undefined : 'must be true or false'),
  },
  gate: {
    schema: {
      type: ['string', 'integer'],
      anyOf: [{ enum: ['progressive', 'level'] }, { type: 'integer', minimum: 0 }],
      default: 'progressive',
      markdownDescription:
        'How strictly missing content is reported. `progressive`: as a warning if it is due in the current phase or an earlier one, and as a hint if it is due later. `level`: as an error if the quality level requires it. A phase number, such as `1`: as an error if the quality level requires it in that phase or an earlier one.',
    },
    problem: (value) => (isGate(value) ? undefined : 'must be "progressive", "level", or a phase number'),
  },
  inlayHints: {
    schema: {
      type: 'boolean',
      default: true,
      markdownDescription:
        'Show inlay hints with the phase and the required level after the headings of sections that are not written yet. Requires `#editor.inlayHints.enabled#`.',
    },
    problem: (value) => (typeof value === 'boolean' ? undefined : 'must be true or false'),
  },
  codeLens: {
    schema: {
      type: 'boolean',
      default: false,
      markdownDescription:
        'Show a CodeLens with the number of required sections written. Requires `#editor.codeLens#`.',
    },
    problem: (value) => (typeof value === 'boolean' ? undefined : 'must be true or false'),
  },
  rules: {
    schema: {
      type: 'object',
      default: {},
      additionalProperties: false,
      properties: Object.fromEntries(ALL_RULES.map((rule) => [rule.id, ruleSchema(rule)])),
      markdownDescription:
        'Change the severity of individual rules, or turn them `off`. A rule with options takes an object. Rules that are not listed keep their default severity. Findings that are due in a later phase stay hints.',
    },
    problem: rulesProblem,
    usable: usableRules,
  },
  templates: {
    schema: {
      type: 'object',
      default: {},
      additionalProperties: { type: 'string', minLength: 1 },
      markdownDescription:
        'Map files to templates. Each key is a glob relative to the workspace folder. Each value is the name of a built-in template or the path of a Markdown file in that folder, for example `{ "docs/rfcs/*.md": "docs/templates/rfc.md" }`. The first matching glob wins. `.design-docs.yaml` overrides this setting.',
    },
    problem: (value) =>
      isRecord(value) && Object.values(value).every((target) => typeof target === 'string' && target !== '')
        ? undefined
        : 'must be an object that maps each glob to the name or path of a template',
    usable: (value) =>
      isRecord(value)
        ? Object.fromEntries(
            Object.entries(value).filter(([, target]) => typeof target === 'string' && target !== ''),
          )
        : undefined,
  },
};

export const DEFAULT_SETTINGS: Settings = Object.fromEntries(
  Object.entries(SETTING_SPECS).map(([name, { schema }]) => [name, schema['default']]),
) as unknown as Settings;

export interface SettingsReading {
  readonly settings: Settings;
  /** One sentence for each invalid value. */
  readonly problems: readonly string[];
}

/** Reads the `designDocs` section that a client sends. Never throws: defaults replace missing and invalid values. */
export function readSettings(raw: unknown): SettingsReading {
  const values = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>;
  const problems: string[] = [];
  const entries = Object.entries(SETTING_SPECS).map(([name, spec]) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined || value === null) return [name, spec.schema['default']];
    const problem = spec.problem(value);
    if (!problem) return [name, value];
    const usable = spec.usable?.(value);
    const effect = usable
      ? 'Its valid entries still apply.'
      : `The value ${JSON.stringify(value)} is ignored.`;
    problems.push(`The setting designDocs.${name} ${problem}. ${effect}`);
    return [name, usable ?? spec.schema['default']];
  });
  return { settings: Object.fromEntries(entries) as unknown as Settings, problems };
}

function isGate(value: unknown): value is Gate {
  return value === 'progressive' || value === 'level' || (Number.isInteger(value) && Number(value) >= 0);
}

function rulesProblem(value: unknown): string | undefined {
  if (!isRecord(value)) return 'must be an object that maps rules to severities';
  const unknown = Object.keys(value).filter((id) => !isRule(id));
  if (unknown.length > 0) return `has unknown rules (${unknown.join(', ')})`;
  return Object.entries(value).every(([id, choice]) => isChoice(id, choice))
    ? undefined
    : `must map each rule to ${SEVERITIES.join(', ')}, or to an object with the options of the rule`;
}

function usableRules(value: unknown): unknown {
  if (!isRecord(value)) return undefined;
  return Object.fromEntries(Object.entries(value).filter(([id, chosen]) => isChoice(id, chosen)));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isRule(id: string): boolean {
  return ALL_RULES.some((rule) => rule.id === id);
}

/** The schema of a rule's value: a severity, or an object for a rule with options. */
export function ruleSchema(rule: RuleInfo): Schema {
  const severity = { enum: SEVERITIES, markdownDescription: rule.summary };
  if (!rule.options) return severity;
  const properties = { severity: { enum: SEVERITIES }, ...rule.options };
  return {
    markdownDescription: rule.summary,
    anyOf: [{ enum: SEVERITIES }, { type: 'object', additionalProperties: false, properties }],
  };
}

function isChoice(id: string, value: unknown): value is RuleChoice {
  const rule = ALL_RULES.find((each) => each.id === id);
  if (!rule) return false;
  if (!isRecord(value)) return isSeverity(value);
  const { severity, ...options } = value;
  const specs = new Map(Object.entries(rule.options ?? {}));
  const isFit = ([name, option]: [string, unknown]): boolean => {
    const spec = specs.get(name);
    return spec !== undefined && fits(option, spec);
  };
  return (
    rule.options !== undefined &&
    (severity === undefined || isSeverity(severity)) &&
    Object.entries(options).every(isFit)
  );
}

/** Options are strings, numbers, booleans, or arrays of them. */
function fits(value: unknown, { type, items }: Schema): boolean {
  if (type === 'array') return Array.isArray(value) && value.every((item) => fits(item, items ?? {}));
  return type === undefined || typeof value === type;
}

function isSeverity(value: unknown): boolean {
  return SEVERITIES.some((each) => each === value);
}
