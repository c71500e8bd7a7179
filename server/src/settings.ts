import type { RuleChoice, RuleSettings } from './rules/check.ts';
import { ALL_RULES } from './rules/index.ts';
import type { RuleInfo, Severity } from './rules/rule.ts';
import type { Gate } from './rules/severity.ts';
import type { Schema } from './yaml/schema.ts';

/** The user's settings under `designDocs`, as the engine reads them. */
export interface Settings extends RuleSettings {
  readonly enable: boolean;
  readonly inlayHints: boolean;
  readonly codeLens: boolean;
  /** Globs, relative to the workspace folder, and the template of the files that match: a name or a path. */
  readonly templates: Readonly<Record<string, string>>;
}

/** One setting: what the settings editor shows of it, and how its value is told from nonsense. */
export interface SettingSpec {
  readonly schema: Schema;
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
        'Check design documents and offer completions, hovers, and other help. Other Markdown files are never checked.',
    },
    problem: (value) => (typeof value === 'boolean' ? undefined : 'should be true or false'),
  },
  gate: {
    schema: {
      type: ['string', 'integer'],
      anyOf: [{ enum: ['progressive', 'level'] }, { type: 'integer', minimum: 0 }],
      default: 'progressive',
      markdownDescription:
        'How strictly to check for missing parts. `progressive`: parts that are due in the current phase are warnings, and parts that are due later are hints. `level`: everything that the quality level requires is an error. A phase number, such as `1`: everything required up to that phase is an error.',
    },
    problem: (value) => (isGate(value) ? undefined : 'should be "progressive", "level" or a phase number'),
  },
  inlayHints: {
    schema: {
      type: 'boolean',
      default: true,
      markdownDescription:
        'Show the phase of unwritten sections, and the level that requires it, after their headings. Requires `#editor.inlayHints.enabled#`.',
    },
    problem: (value) => (typeof value === 'boolean' ? undefined : 'should be true or false'),
  },
  codeLens: {
    schema: {
      type: 'boolean',
      default: false,
      markdownDescription:
        'Show a CodeLens above the quality level with the number of required sections that are written. Requires `#editor.codeLens#`.',
    },
    problem: (value) => (typeof value === 'boolean' ? undefined : 'should be true or false'),
  },
  rules: {
    schema: {
      type: 'object',
      default: {},
      additionalProperties: false,
      properties: Object.fromEntries(ALL_RULES.map((rule) => [rule.id, ruleSchema(rule)])),
      markdownDescription:
        'The severity of individual rules, or `off`. A rule with options also accepts an object. Parts that are due only in a later phase remain hints.',
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
        'Maps globs to templates, for example `{ "docs/rfcs/*.md": "docs/templates/rfc.md" }`. Globs are relative to the workspace folder. A template is the name of a built-in template or the path of a Markdown file. The first matching glob wins. `.design-docs.yaml` overrides this setting.',
    },
    problem: (value) =>
      isRecord(value) && Object.values(value).every((target) => typeof target === 'string' && target !== '')
        ? undefined
        : 'should be an object that gives each glob the name or the path of a template',
    usable: (value) =>
      isRecord(value) &&
      Object.fromEntries(
        Object.entries(value).filter(([, target]) => typeof target === 'string' && target !== ''),
      ),
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
  return Object.entries(value).every(([id, choice]) => isChoice(id, choice))
    ? undefined
    : `should give each rule one of ${SEVERITIES.join(', ')}, or an object with the rule's own options`;
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

/** The schema of what may be chosen for a rule: a severity, or an object where it has options. */
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

/** Options are plain: strings, numbers, switches and lists of them. */
function fits(value: unknown, { type, items }: Schema): boolean {
  if (type === 'array') return Array.isArray(value) && value.every((item) => fits(item, items ?? {}));
  return type === undefined || typeof value === type;
}

function isSeverity(value: unknown): boolean {
  return SEVERITIES.some((each) => each === value);
}
