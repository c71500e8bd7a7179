import { Option } from 'commander';
import { ALL_RULES } from '../../rules/index.ts';
import { builtinTemplates } from '../../workspace/environment.ts';
import type { CommandSpec, Completed } from '../command.ts';

/** A command, as a shell completes it. */
export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly CompletedOption[];
  readonly argument: CompletedValue | undefined;
  /** Whether the argument can be repeated. */
  readonly repeats: boolean;
}

export interface CompletedOption {
  /** With the dash. */
  readonly short: string | undefined;
  /** With the dashes. */
  readonly long: string;
  readonly summary: string;
  /** `undefined` if the option takes no value. */
  readonly value: CompletedValue | undefined;
  /** Whether the value can be omitted. */
  readonly isOptional: boolean;
  readonly repeats: boolean;
}

export interface CompletedValue {
  /** The name of the value, such as `file`. */
  readonly name: string;
  readonly words: readonly string[];
  /** Which paths are offered in addition to the words. */
  readonly paths: 'file' | 'folder' | undefined;
}

interface Spec {
  readonly flags: string;
  readonly choices?: readonly string[];
  readonly suggests?: readonly string[];
  readonly completes?: Completed;
}

/** All commands, including commander's own `help`. */
export function completedCommands(specs: readonly CommandSpec[]): CompletedCommand[] {
  const commands = specs.map(({ name, summary, arguments: [argument] = [], options }): CompletedCommand => {
    const withDefault = argument && {
      completes: argument.choices ? undefined : ('file' as const),
      ...argument,
    };
    return {
      name,
      summary,
      options: [...options.map(completedOption), HELP],
      argument: withDefault && completedValue(withDefault as Spec),
      repeats: argument?.flags.includes('...') === true,
    };
  });
  const names = commands.map(({ name }) => name);
  const argument = { name: 'command', words: names, paths: undefined };
  const help = { name: 'help', summary: 'Print help for a command', options: [], argument, repeats: false };
  return [...commands, help];
}

const HELP: CompletedOption = {
  short: '-h',
  long: '--help',
  summary: 'print help',
  value: undefined,
  isOptional: false,
  repeats: false,
};

/** The options of the program itself. */
export const TOP_OPTIONS: readonly CompletedOption[] = [
  HELP,
  { ...HELP, short: '-V', long: '--version', summary: 'print the version' },
];

function completedOption(spec: CommandSpec['options'][number]): CompletedOption {
  const { short, long = '', required, optional } = new Option(spec.flags);
  const isOptional = optional && !required;
  return {
    short,
    long,
    summary: spec.summary,
    value: required || optional ? completedValue(spec) : undefined,
    isOptional,
    repeats: spec.repeats === true,
  };
}

function completedValue({ flags, choices = [], suggests = [], completes }: Spec): CompletedValue {
  const [, name = 'value'] = /[<[]([^\]>=[]+)/.exec(flags) ?? [];
  const words = [...choices, ...suggests, ...namesOf(completes)];
  const takesPaths = completes && completes !== 'level';
  return { name, words, paths: takesPaths ? (completes === 'folder' ? 'folder' : 'file') : undefined };
}

function namesOf(completes: Completed | undefined): string[] {
  const templates = builtinTemplates();
  if (completes === 'template') return templates.map(({ id }) => id);
  if (completes === 'rule') return ALL_RULES.map(({ id }) => id);
  if (completes !== 'level') return [];
  return [...new Set(templates.flatMap(({ template }) => template.levels.map(({ name }) => name)))];
}

/** The start of a summary, up to its first period, semicolon, or colon, for a list of options. */
export function brief(summary: string): string {
  return summary.replace(/(?:[;:]|\.(?= )).*$/s, '');
}
