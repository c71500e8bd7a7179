import * as z from 'zod';
import { nextIn } from '../commands/next-file.ts';
import { documentText } from '../formats/next-text.ts';
import { nextDocumentSchema } from '../schema.ts';
import { ToolError } from './root.ts';
import { defineTool, openDocument } from './tool.ts';

export const nextSection = defineTool({
  name: 'next_section',
  title: 'What to write next',
  description:
    'Returns the next step for a design document, with the template’s guidance: choose the quality level, insert a section, write or finish one, answer topics, or name gates. For a missing section, the step includes the edit that inserts it.',
  input: z.object({
    path: z.string().describe('The document, relative to the served folder.'),
    all: z.boolean().default(false).describe('Return all remaining steps in order, not only the first.'),
  }),
  output: nextDocumentSchema,
  writes: false,
  async run(context, { path, all }) {
    const { engine, source, shown } = await openDocument(context, path);
    const result = nextIn(engine.service.analyze(source), shown, all);
    if (!result) throw new ToolError(`${shown} is not a design document.`);
    return { result, text: documentText(result) };
  },
});
