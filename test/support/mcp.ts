import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { Client } from '@modelcontextprotocol/client';
import { getDefaultEnvironment, StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { CLI, type Folder } from './cli.ts';

/** A client of a running MCP server. */
export interface Served {
  readonly client: Client;
  /** Calls a tool and returns its structured content. Fails if the tool reports an error. */
  call<T = Record<string, unknown>>(name: string, input?: Record<string, unknown>): Promise<T>;
  /** Calls a tool and returns its error message. Fails if the tool succeeds. */
  refused(name: string, input?: Record<string, unknown>): Promise<string>;
}

/** Starts the MCP server in a folder. It is stopped after the test. */
export async function serve(
  t: TestContext,
  { path }: Folder,
  options: ConstructorParameters<typeof Client>[1] = {},
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Served> {
  const client = new Client({ name: 'test', version: '1' }, options);
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [CLI, 'mcp', ...args],
    cwd: path,
    env: { ...getDefaultEnvironment(), ...env },
    stderr: 'inherit',
  });
  await client.connect(transport);
  t.after(() => client.close());
  const ask = (name: string, input: Record<string, unknown>) => client.callTool({ name, arguments: input });
  return {
    client,
    async call<T>(name: string, input = {}) {
      const { isError, content, structuredContent } = await ask(name, input);
      assert.ok(!isError, JSON.stringify(content));
      return structuredContent as T;
    },
    async refused(name, input = {}) {
      const { isError, content } = await ask(name, input);
      assert.equal(isError, true, name);
      const [first] = content as { text: string }[];
      return first?.text ?? '';
    },
  };
}
