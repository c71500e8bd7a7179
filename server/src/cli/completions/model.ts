import { Option } from 'commander';
import { ALL_RULES } from '../../rules/index.ts';
import { builtinTemplates } from '../../workspace/environment.ts';
import type { CommandSpec, Completed } from '../command.ts';

/** The commands as a shell completes them. */
export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly CompletedOption[];
  readonly argument: CompletedValue | undefined;
  /** Whether there may be any number of arguments. */
  readonly repeats: boolean;
}

export interface CompletedOption {
  /** With its dashes. */
  readonly short: string | undefined;
  readonly long: string;
  readonly summary: string;
  /** `undefined` for an option without a value. */
  readonly value: CompletedValue | undefined;
  /** Whether the value may be left out. */
  readonly isOptional: boolean;
  readonly repeats: boolean;
}

export interface CompletedValue {
  /** What it is called, such as `file`. */
  readonly name: string;
  readonly words: readonly string[];
  /** Whether names on the disk are offered beside the words. */
  readonly paths: 'file' | 'folder' | undefined;
}

interface Spec {
  readonly flags: string;
  readonly choices?: readonly string[];
  readonly suggests?: readonly string[];
  readonly completes?: Completed;
}

/** All commands, commander's own `help` with them. */
export function completedCommands(specs: readonly CommandSpec[]): CompletedCommand[] {
  const commands = specs.map(({ name, summary, arguments: [argument] = [], options }): CompletedCommand => {
    const whole = argument && { completes: argument.choices ? undefined : ('file' as const), ...argument };
    return {
      name,
      summary,
      options: [...options.map(completedOption), HELP],
      argument: whole && completedValue(whole as Spec),
      repeats: argument?.flags.includes('...') === true,
    };
  });
  const names = commands.map(({ name }) => name);
  const argument = { name: 'command', words: names, paths: undefined };
  const help = { name: 'help', summary: 'Print what a command does', options: [], argument, repeats: false };
  return [...commands, help];
}

const HELP: CompletedOption = {
  short: '-h',
  long: '--help',
  summary: 'print what the command does',
  value: undefined,
  isOptional: false,
  repeats: false,
};

/** What may be given in the place of a command. */
export const TOP_OPTIONS: readonly CompletedOption[] = [
  { ...HELP, summary: 'print what there is' },
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

/** A summary in a few words, for a line of a list: up to its first full stop, semicolon or colon. */
export function brief(summary: string): string {
  return summary.replace(/(?:[;:]|\.(?= )).*$/s, '');
}
