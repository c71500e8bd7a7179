import type { Call, CommandSpec, Parts } from '../command.ts';
import { bashScript } from '../completions/bash.ts';
import { fishScript } from '../completions/fish.ts';
import { completedCommands, TOP_OPTIONS } from '../completions/model.ts';
import { zshScript } from '../completions/zsh.ts';
import { EXIT, type ExitCode, type Io } from '../io.ts';

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript };

export async function run(
  { args }: Call,
  io: Io,
  _parts: Parts,
  commands: readonly CommandSpec[],
): Promise<ExitCode> {
  const [shell] = args as [keyof typeof SCRIPTS];
  io.stdout.write(SCRIPTS[shell](completedCommands(commands), TOP_OPTIONS));
  return EXIT.clean;
}
