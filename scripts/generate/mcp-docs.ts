import type { Tool } from '../../server/src/cli/mcp/tool.ts';

/** The table of MCP tools, with their descriptions and inputs. Optional inputs are in brackets. */
export function toolTable(tools: readonly Tool[]): string {
  const rows = tools.map(({ name, description, input }) => {
    const inputs = Object.entries(input.shape).map(([key, schema]) =>
      schema.safeParse(undefined).success ? `[\`${key}\`]` : `\`${key}\``,
    );
    return `| \`${name}\` | ${description} | ${inputs.join(', ')} |`;
  });
  return ['| Tool | What it does | Input |', '| --- | --- | --- |', ...rows].join('\n');
}
