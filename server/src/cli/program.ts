import { Argument, Command, CommanderError, Help, Option } from 'commander';
import type { CommandSpec, Parts } from './command.ts';
import { COMMANDS } from './commands.ts';
import { sanitize } from './formats/words.ts';
import { EXIT, type Io, UsageError } from './io.ts';

/** Runs the command line with its arguments and resolves to the exit code. Never rejects. */
export async function main(args: readonly string[], io: Io, parts: Parts): Promise<number> {
  let code: number = EXIT.clean;
  const program = createProgram(io, async (spec, call) => {
    const { run } = await spec.load();
    code = await run(call, io, parts, COMMANDS);
  });
  try {
    rejectUnknownHelp(program, args);
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.failed;
    io.stderr.write(`design-docs: ${errorMessage(error, io)}\n`);
    return EXIT.failed;
  }
}

function errorMessage(error: unknown, { env }: Io): string {
  const message = sanitize(error instanceof Error ? error.message : String(error));
  if (error instanceof UsageError) return message;
  const stack = env['DEBUG'] && error instanceof Error ? error.stack : undefined;
  return `unexpected error: ${stack ?? `${message} (set DEBUG=1 to print the stack trace)`}`;
}

/** Fails for `help` with an unknown command. Commander would print the whole help without an error. */
function rejectUnknownHelp(program: Command, [help, name]: readonly string[]): void {
  const isKnown = name === undefined || ['help', ...COMMANDS.map((spec) => spec.name)].includes(name);
  if (help === 'help' && !isKnown && !name.startsWith('-')) program.error(`error: unknown command '${name}'`);
}

type Act = (
  spec: CommandSpec,
  call: { args: (string | string[])[]; options: Record<string, unknown> },
) => Promise<void>;

/** Builds the commander program from the command specs. `act` runs the command of a call. */
export function createProgram(io: Io, act: Act): Command {
  const program = configured(new Command('design-docs'), io)
    .description('Checks technical design documents against their Markdown templates.')
    .version(io.version, '-V, --version', 'print the version')
    .helpCommand('help [command]', 'print help for a command');
  for (const spec of COMMANDS) {
    const command = configured(new Command(spec.name), io)
      .summary(spec.summary)
      .description(`${spec.summary}.`);
    for (const { flags, summary, choices } of spec.arguments ?? []) {
      const argument = new Argument(flags, summary);
      command.addArgument(choices ? argument.choices(choices) : argument);
    }
    for (const option of spec.options) command.addOption(toOption(option));
    if (spec.takesMore) command.allowUnknownOption().allowExcessArguments();
    command.addHelpText('after', () => examplesOf(spec, io.stdout.columns));
    command.action((...values: unknown[]) =>
      act(spec, { args: values.slice(0, -2) as (string | string[])[], options: command.opts() }),
    );
    program.addCommand(command);
  }
  return program;
}

function configured(command: Command, { stdout, stderr }: Io): Command {
  return command
    .exitOverride()
    .allowExcessArguments(false)
    .helpOption('-h, --help', 'print help')
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      // Puts commander's suggestion on the same line as the error.
      outputError: (text, write) =>
        write(
          `${sanitize(
            text
              .replace(/^error: /, 'design-docs: ')
              .replace(/\n\((.*)\)/, '. $1')
              .trimEnd(),
          )}\n`,
        ),
      getOutHelpWidth: () => stdout.columns,
      getErrHelpWidth: () => stderr.columns,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
}

function toOption({
  flags,
  summary,
  choices,
  default: value,
  repeats,
}: CommandSpec['options'][number]): Option {
  const option = new Option(flags, summary);
  if (choices) option.choices(choices);
  if (value !== undefined) option.default(value);
  if (repeats) option.argParser((word: string, before: string[] | undefined) => [...(before ?? []), word]);
  return option;
}

function examplesOf({ examples }: CommandSpec, columns: number): string {
  const help = new Help();
  const shown = examples.map(
    ({ call, does }) => `  ${help.boxWrap(does, columns - 2).replaceAll('\n', '\n  ')}\n    ${call}`,
  );
  return `\n${examples.length > 1 ? 'Examples' : 'Example'}:\n${shown.join('\n')}`;
}
