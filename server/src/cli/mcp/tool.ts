import { fileURLToPath } from 'node:url';
import type * as z from 'zod';
import { recognitionReason } from '../../features/progress/readiness.ts';
import type { Source } from '../../service/service.ts';
import { builtinTemplates } from '../../workspace/environment.ts';
import { createEngine, type Engine } from '../engine.ts';
import { shownPath } from '../files/paths.ts';
import { readMarkdown } from '../files/read.ts';
import { type Root, ToolError } from './root.ts';

/** One tool: its description for the client, and its implementation. */
export interface Tool<I extends z.ZodObject = z.ZodObject, O extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: I;
  readonly output: O;
  /** Whether the tool can change a file. */
  readonly writes: boolean;
  /** Throws a ToolError if the request cannot be fulfilled. */
  run(context: Context, input: z.output<I>): Promise<Answer<z.input<O>>>;
}

export interface Answer<T = Record<string, unknown>> {
  readonly result: T;
  /** The result as text, for people and for clients that read only text. */
  readonly text: string;
}

export interface Context {
  readonly root: Root;
  /** An engine that reads the files as they are now, and none outside the root. */
  engine(): Engine;
}

/** Type-checks a tool against its own input and output schemas. */
export function defineTool<I extends z.ZodObject, O extends z.ZodObject>(tool: Tool<I, O>): Tool {
  return tool as unknown as Tool;
}

export function createContext(root: Root): Context {
  const builtin = builtinTemplates();
  const read = async (uri: string): Promise<string | undefined> => {
    if (!uri.startsWith('file:')) return undefined;
    const path = await root.locate(fileURLToPath(uri)).catch(() => undefined);
    return path === undefined ? undefined : (await readMarkdown(path)).text;
  };
  return { root, engine: () => createEngine({ cwd: root.path }, { read, builtin }) };
}

/** A file in the root, as it is now. */
export interface OpenFile {
  readonly engine: Engine;
  /** Absolute. */
  readonly path: string;
  /** The path as shown to the client: relative to the root. */
  readonly shown: string;
  readonly text: string;
  readonly bytes: Buffer;
}

export async function openFile({ root, engine }: Context, given: string): Promise<OpenFile> {
  const path = await root.locate(given);
  const shown = shownPath(root.path, path);
  const reading = await readMarkdown(path);
  if (reading.failure !== undefined) throw new ToolError(`“${given}” ${reading.failure}`);
  return { engine: engine(), path, shown, text: reading.text, bytes: reading.bytes };
}

/** Opens the design document at a path. Throws a ToolError if the file is not a design document. */
export async function openDocument(
  context: Context,
  given: string,
): Promise<OpenFile & { readonly source: Source }> {
  const file = await openFile(context, given);
  const source = await file.engine.sourceOf(file.path, file.text);
  const { tooLarge, recognition } = file.engine.service.analyze(source);
  if (tooLarge !== undefined) throw new ToolError(`${file.shown} ${tooLarge}`);
  if (recognition.kind === 'document' || recognition.kind === 'candidate') return { ...file, source };
  const what =
    recognition.kind === 'template' ? 'is a template, not a design document' : 'is not a design document';
  throw new ToolError(`${file.shown} ${what}. ${recognitionReason(recognition)}`);
}
