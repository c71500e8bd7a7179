import * as z from 'zod';
import type { ReadinessOf, ReadinessSectionOf } from '../../features/progress/readiness.ts';
import { lineAt, lineStarts } from '../../text/lines.ts';
import type { Range } from '../../text/range.ts';
import { titleOf } from '../formats/words.ts';
import { nextDocumentSchema, stateSchema } from '../schema.ts';
import { defineTool, openDocument } from './tool.ts';

const sectionSchema = z.object({
  id: z.string().optional().describe('The template’s id of the section; none for one of the author’s own.'),
  title: z.string(),
  state: z.union([stateSchema, z.literal('own')]),
  need: z.enum(['required', 'recommended', 'none']).describe('How much the level wants it.'),
  done: z.boolean().describe('Whether nothing more is asked of it in this phase.'),
  alsoHere: z
    .boolean()
    .describe('Whether it counts in an earlier phase, and only more topics are asked for here.'),
  unanswered: z.array(z.string()).describe('Topics that are asked for here and not answered.'),
  line: z.int().min(1).optional().describe('The line of its heading, if it is there.'),
});

const phaseSchema = z.object({
  number: z.int(),
  name: z.string(),
  required: z.boolean().describe('Whether the level asks for this phase.'),
  done: z.int().min(0),
  total: z.int().min(0),
  sections: z.array(sectionSchema),
});

const output = nextDocumentSchema.omit({ steps: true }).extend({
  why: z.string().describe('Why the file counts as a design document.'),
  left: z.int().min(0).describe('How many sections are still to be written or completed.'),
  isLevelSet: z
    .boolean()
    .describe('Whether the document says its level itself; else it is judged by the lowest.'),
  currentPhase: z.int().optional().describe('The lowest phase in which something is left.'),
  phases: z.array(phaseSchema),
  anyPhase: z.array(sectionSchema).describe('Sections of no phase: optional ones and the author’s own.'),
});

type Result = z.infer<typeof output>;

export const readinessTool = defineTool({
  name: 'readiness',
  title: 'How far a document is',
  description:
    'Says how far a design document is: by phase and section, what its quality level requires, what is written, and which topics are unanswered.',
  input: z.object({ path: z.string().describe('The document, relative to the folder that is served.') }),
  output,
  writes: false,
  async run(context, { path }) {
    const { engine, source, shown, text } = await openDocument(context, path);
    const result = resultOf(shown, text, engine.service.readiness(source));
    return { result, text: inWords(result) };
  },
});

function resultOf(path: string, text: string, readiness: ReadinessOf<Range>): Result {
  const { kind, why, template, level, currentPhase, done, total, left, phases, anyPhase } = readiness;
  const starts = lineStarts(text);
  const section = (entry: ReadinessSectionOf<Range>): Result['anyPhase'][number] => ({
    ...(entry.section !== undefined && { id: entry.section }),
    title: entry.title,
    state: entry.state,
    need: entry.need,
    done: entry.done,
    alsoHere: entry.alsoHere,
    unanswered: [...entry.unanswered],
    ...(entry.heading && { line: lineAt(starts, entry.heading.start) + 1 }),
  });
  return {
    path,
    kind: kind === 'candidate' ? kind : 'document',
    why,
    template: template?.id ?? '',
    ...(level && { level: level.name }),
    isLevelSet: level?.isSet === true,
    ...(currentPhase !== undefined && { currentPhase }),
    done,
    total,
    left,
    phases: phases.map((phase) => ({ ...phase, sections: phase.sections.map(section) })),
    anyPhase: anyPhase.map(section),
  };
}

function inWords(result: Result): string {
  const { path, done, total, phases, anyPhase, currentPhase, level, isLevelSet } = result;
  const unset = level !== undefined && !isLevelSet ? ' No level is chosen yet.' : '';
  const blocks = phases.map(({ number, name, required, done: here, total: of, sections }) => {
    const facts = [`${here} of ${of} done`, ...(number === currentPhase ? ['the current phase'] : [])];
    const head = `Phase ${number}: ${name} (${required ? facts.join(', ') : 'not required'})`;
    return [head, ...sections.flatMap(sectionLine)].join('\n');
  });
  const others = anyPhase.flatMap(sectionLine);
  return [
    `${path}${titleOf(result)}: ${done} of ${total} sections done.${unset}`,
    ...blocks,
    ...(others.length > 0 ? [['In no phase', ...others].join('\n')] : []),
  ].join('\n\n');
}

/** What is neither there nor asked for is not worth a line. */
function sectionLine({
  title,
  state,
  need,
  line,
  unanswered,
  alsoHere,
}: Result['anyPhase'][number]): string[] {
  if (state === 'missing' && need === 'none') return [];
  const facts = [
    ...(alsoHere ? [] : [state === 'own' ? 'the author’s own' : state]),
    ...(need === 'recommended' ? ['recommended'] : []),
    ...(unanswered.length > 0 ? [`unanswered: ${unanswered.join(', ')}`] : []),
  ];
  return [
    `- ${title}${line === undefined ? '' : ` (line ${line})`}: ${facts.join('; ') || 'nothing is left'}`,
  ];
}
