import { McpServer } from '@modelcontextprotocol/server';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Io } from '../io.ts';
import type { Root } from './root.ts';
import { type Context, createContext, type Tool } from './tool.ts';
import { TOOLS } from './tools.ts';

/** The maximum message size in bytes: the largest document that is read, with room for JSON escapes. */
const LARGEST = 160 * 1024 * 1024;

const INSTRUCTIONS = `Tools for technical design documents: Markdown files that are written from a Markdown template. Start with list_documents. next_section returns what to write next in a document, with the template’s guidance. After writing, use check_text to find problems and apply_fix to fix them. Paths are relative to the served folder.`;

/** Serves a folder on standard input and output until the input is closed. */
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

/** Runs tools. Tools that write run one at a time, because each must read what the previous one wrote. */
function turns(context: Context): Run {
  let last: Promise<unknown> = Promise.resolve();
  return (tool, args) => {
    if (!tool.writes) return tool.run(context, args);
    const answer = last.then(() => tool.run(context, args));
    last = answer.catch(() => undefined);
    return answer;
  };
}

/** Registers a tool. The MCP library turns an error that the tool throws into an error result. */
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
