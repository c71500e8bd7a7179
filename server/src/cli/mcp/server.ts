import { McpServer } from '@modelcontextprotocol/server';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Io } from '../io.ts';
import type { Root } from './root.ts';
import { type Context, createContext, type Tool } from './tool.ts';
import { TOOLS } from './tools.ts';

/** So large may one message be: a document of the largest size that is read, with room for its escapes. */
const LARGEST = 160 * 1024 * 1024;

const INSTRUCTIONS = `Tools for technical design documents, which are Markdown files written from a Markdown template. Begin with list_documents; next_section says what to write next in a document and what belongs there. When you have written something, check_text finds what is wrong with it, and apply_fix mends what can be mended. Paths are relative to the folder that is served.`;

/** Serves a folder on the standard input and output until the input is closed. */
export function serveMcp(root: Root, { version, stderr }: Io): Promise<void> {
  const runInTurn = turns(createContext(root));
  const transport = new StdioServerTransport(process.stdin, process.stdout, { maxBufferSize: LARGEST });
  const create = (): McpServer => {
    const server = new McpServer(
      { name: 'design-docs', title: 'Design Docs', version },
      { instructions: INSTRUCTIONS },
    );
    for (const tool of TOOLS) register(server, tool, (args) => runInTurn(tool, args));
    return server;
  };
  serveStdio(create, {
    transport,
    onerror: (error) => stderr.write(`design-docs: ${error.message.replace(/\s+/g, ' ')}\n`),
  });
  const { onclose } = transport;
  return new Promise((resolve) => {
    transport.onclose = () => {
      onclose?.();
      resolve();
    };
  });
}

type Run = (tool: Tool, args: Parameters<Tool['run']>[1]) => ReturnType<Tool['run']>;

/** Runs tools; those that write one after the other, since each reads what the one before it wrote. */
function turns(context: Context): Run {
  let last: Promise<unknown> = Promise.resolve();
  return (tool, args) => {
    if (!tool.writes) return tool.run(context, args);
    const answer = last.then(() => tool.run(context, args));
    last = answer.catch(() => undefined);
    return answer;
  };
}

/** What a tool throws becomes a result that says so; the server makes one of it. */
function register(server: McpServer, tool: Tool, run: (args: Parameters<Run>[1]) => ReturnType<Run>): void {
  const { name, title, description, input, output, writes } = tool;
  const annotations = {
    title,
    readOnlyHint: !writes,
    destructiveHint: writes,
    idempotentHint: !writes,
    openWorldHint: false,
  };
  server.registerTool(
    name,
    { title, description, inputSchema: input, outputSchema: output, annotations },
    async (args) => {
      const { result, text } = await run(args);
      return { content: [{ type: 'text', text }], structuredContent: result };
    },
  );
}
