import type { RuleChoice } from '../rules/check.ts';
import { ALL_RULES } from '../rules/index.ts';
import type { Gate } from '../rules/severity.ts';
import { ruleSchema, SETTING_SPECS } from '../settings.ts';
import type { LocatedProblem } from '../template/template-file.ts';
import { lineRangeAt } from '../text/lines.ts';
import type { Range } from '../text/range.ts';
import { readYaml } from '../yaml/read.ts';
import type { Schema } from '../yaml/schema.ts';
import { globProblem } from './globs.ts';

/** The name of the config file. It applies to its folder and all subfolders. */
export const CONFIG_FILE = '.design-docs.yaml';

export interface ConfigFile {
  readonly uri: string;
  readonly text: string;
  readonly gate: Gate | undefined;
  readonly rules: Readonly<Record<string, RuleChoice>>;
  /** The valid entries, in the file's order. */
  readonly templates: readonly TemplateEntry[];
  readonly problems: readonly LocatedProblem[];
  /** Whether the file cannot be parsed as YAML. All settings are then empty. */
  readonly isBroken: boolean;
}

/** `at` is the range of the template's name or path. */
export interface TemplateEntry {
  readonly glob: string;
  readonly target: string;
  readonly at: Range;
}

export const CONFIG_SCHEMA: Schema = {
  title: 'Design Docs: .design-docs.yaml',
  type: 'object',
  additionalProperties: false,
  properties: {
    templates: {
      type: 'object',
      additionalProperties: { type: 'string', minLength: 1 },
      markdownDescription:
        'Maps globs to templates. Globs are relative to the folder of this file. A template is the name of a built-in template or the path of a Markdown file. The first matching glob wins.',
      examples: [{ 'docs/rfcs/*.md': 'docs/templates/rfc.md', 'docs/decisions/*.md': 'adr' }],
    },
    gate: SETTING_SPECS.gate.schema,
    rules: {
      type: 'object',
      additionalProperties: false,
      markdownDescription:
        'The severity of individual rules, or `off`. A rule with options also accepts an object. Overrides the editor’s settings.',
      properties: Object.fromEntries(ALL_RULES.map((rule) => [rule.id, ruleSchema(rule)])),
    },
  },
};

export function isConfigFile(uri: string): boolean {
  return uri.endsWith(`/${CONFIG_FILE}`);
}

/**
 * The maximum length of a config file, in UTF-16 code units. A longer file is a mistake, and would slow down the check
 * of every document.
 */
const LONGEST = 100_000;

/** Reads a config file. Never throws: invalid parts are ignored, and each is in `problems` with its range. */
export function readConfigFile(uri: string, text: string): ConfigFile {
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  if (text.length > LONGEST) return tooLong(uri, text, start);
  const range = { start, end: text.length };
  const { value, usable, problems, rangeOf } = readYaml(text, range, CONFIG_SCHEMA);
  const values = (usable ?? {}) as Partial<Pick<ConfigFile, 'gate' | 'rules'>> & {
    readonly templates?: Readonly<Record<string, string>>;
  };
  const entries = Object.entries(values.templates ?? {}).map(([glob, target]) => ({
    glob,
    target,
    at: rangeOf(['templates', glob], 'value') ?? { start: 0, end: 0 },
    problem: globProblem(glob),
  }));
  const globProblems = entries.flatMap(({ glob, problem: message }) => {
    const at = rangeOf(['templates', glob], 'key');
    return message && at ? [{ ...at, message, isError: true }] : [];
  });
  return {
    uri,
    text,
    gate: values.gate,
    rules: values.rules ?? {},
    templates: entries
      .filter(({ problem }) => !problem)
      .map(({ glob, target, at }) => ({ glob, target, at })),
    problems: [...problems.map(placed), ...globProblems],
    isBroken: value === undefined && problems.length > 0,
  };
}

function tooLong(uri: string, text: string, start: number): ConfigFile {
  const message = `This file is longer than ${LONGEST.toLocaleString('en-US')} characters, so it is ignored. It may hold only templates, gate, and rules.`;
  const problem = { start, end: Math.max(start, lineRangeAt(text, start).end), message, isError: true };
  return { uri, text, gate: undefined, rules: {}, templates: [], problems: [problem], isBroken: true };
}

function placed({
  start,
  end,
  message,
  severity,
}: ReturnType<typeof readYaml>['problems'][number]): LocatedProblem {
  return { start, end, message, isError: severity === 'error' };
}
