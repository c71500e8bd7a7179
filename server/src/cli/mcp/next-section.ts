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
    'Says what to do next in a design document, with the template’s guidance for it: choose the quality level, insert, write or finish a section, answer topics, name gates. For a missing section it gives the edit that inserts it.',
  input: z.object({
    path: z.string().describe('The document, relative to the folder that is served.'),
    all: z.boolean().default(false).describe('Every step that is left, in order, and not only the first.'),
  }),
  output: nextDocumentSchema,
  writes: false,
  async run(context, { path, all }) {
    const { engine, source, shown } = await openDocument(context, path);
    const result = nextIn(engine, source, shown, all);
    if (!result) throw new ToolError(`${shown} is no design document.`);
    return { result, text: documentText(result) };
  },
});
