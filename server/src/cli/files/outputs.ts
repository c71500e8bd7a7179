import { resolve } from 'node:path';
import type { Look } from '../formats/format.ts';
import { type Io, UsageError } from '../io.ts';
import { wantsColor } from '../process-io.ts';
import { unwritten, writeAtomically } from './write.ts';

/** Where results go: a format, and a file or the standard output. */
export interface OutputIn<N extends string> {
  readonly name: N;
  readonly file: string | undefined;
}

/** The formats of a kind of result, each loaded when it is asked for. */
export type Formats<R, N extends string> = Readonly<Record<N, () => Promise<{ format: FormatOf<R> }>>>;

/** Writes a result, with a line break at its end; empty if there is nothing to say. */
export type FormatOf<R> = (result: R, look: Look) => string;

/** Reads what `--format` was given. Throws a UsageError for an unknown name, and for two on the standard output. */
export function readOutputsIn<N extends string>(
  names: readonly N[],
  values: readonly string[] = ['text'],
): OutputIn<N>[] {
  const outputs = values.map((value): OutputIn<N> => {
    const [, name = '', file] = /^([^=]*)(?:=(.*))?$/s.exec(value) ?? [];
    const known = names.find((each) => each === name);
    if (!known)
      throw new UsageError(`There is no format “${name}”. Give --format one of ${names.join(', ')}.`);
    if (file === '') throw new UsageError(`“--format ${value}” names no file. Write it behind the “=”.`);
    return { name: known, file };
  });
  const shown = outputs.filter(({ file }) => file === undefined);
  if (shown.length > 1)
    throw new UsageError(
      `Only one format can be printed, and there are ${shown.map(({ name }) => name).join(' and ')}. Write the others into files, as in --format ${shown[1]?.name}=FILE.`,
    );
  const files = outputs.flatMap(({ file }) => file ?? []);
  const twin = files.find((file, index) => files.indexOf(file) !== index);
  if (twin !== undefined)
    throw new UsageError(`Two formats cannot be written into “${twin}”. Name two files.`);
  return outputs;
}

/** Where the results of a call are to go. */
export interface OutputRequestIn<N extends string> {
  readonly cwd: string;
  readonly outputs: readonly OutputIn<N>[];
  readonly quiet: boolean;
}

/** Writes a result in each format that is asked for. Throws a UsageError for a file that cannot be written. */
export async function writeOutputsIn<R, N extends string>(
  formats: Formats<R, N>,
  result: R,
  { cwd, outputs, quiet }: OutputRequestIn<N>,
  io: Pick<Io, 'stdout' | 'env'>,
): Promise<void> {
  for (const { name, file } of outputs) {
    const { format } = await formats[name]();
    if (file === undefined) {
      const { columns } = io.stdout;
      io.stdout.write(format(result, { color: wantsColor(io, io.stdout), columns, quiet }));
    } else {
      const text = format(result, { color: false, columns: PAGE, quiet });
      await writeAtomically(resolve(cwd, file), text).catch((error: Error) => {
        throw new UsageError(unwritten(`“${file}”`, error));
      });
    }
  }
}

/** The columns of a page that is no terminal. */
const PAGE = 110;
