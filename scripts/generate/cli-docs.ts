import { Option } from 'commander';
import type { CommandSpec } from '../../server/src/cli/command.ts';

/** The reference of all commands, with their arguments, options, and examples, for docs/cli.md. */
export function commandDocs(commands: readonly CommandSpec[]): string {
  return commands.map(commandSection).join('\n\n');
}

function commandSection({ name, summary, arguments: args = [], options, examples }: CommandSpec): string {
  const words = [name, ...args.map(({ flags }) => flags), ...(options.length > 0 ? ['[options]'] : [])];
  const parts = [
    `### ${name}`,
    `${summary}.`,
    `\`design-docs ${words.join(' ')}\``,
    args.map(argumentLine).join('\n'),
    options.length > 0 ? optionsTable(options) : '',
    ...examples.map(({ call, does }) => `${does}\n\n\`\`\`sh\n${call}\n\`\`\``),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function argumentLine({ flags, summary, choices }: NonNullable<CommandSpec['arguments']>[number]): string {
  return `- \`${flags}\`: ${sentence(summary, choices, undefined)}`;
}

function optionsTable(options: CommandSpec['options']): string {
  const rows = options.map(({ flags, summary, choices, default: value }) => {
    const { short, long } = new Option(flags);
    const [placeholder] = /[<[].*$/.exec(flags) ?? [];
    const full = placeholder ? `${long} ${placeholder}` : long;
    const shown = [short, full].filter((flag) => flag).map((flag) => `\`${flag}\``);
    return `| ${shown.join(', ')} | ${sentence(summary, choices, value)} |`;
  });
  return ['| Option | What it does |', '| --- | --- |', ...rows].join('\n');
}

function sentence(
  summary: string,
  choices: readonly string[] | undefined,
  value: string | undefined,
): string {
  const facts = [
    `${summary.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())}.`,
    choices && `One of ${choices.map((choice) => `\`${choice}\``).join(', ')}.`,
    value !== undefined && `Default: \`${value}\`.`,
  ];
  return facts
    .filter((fact) => fact)
    .join(' ')
    .replaceAll('|', '\\|')
    .replace(/(?<!`)(?<=^|[ “])(--[a-z][\w-]*(?:=[\w/.-]+)?)(?![\w”-])/g, '`$1`');
}

/** A YAML code block. */
export function yamlBlock(text: string): string {
  return `\`\`\`yaml\n${text.trimEnd()}\n\`\`\``;
}
