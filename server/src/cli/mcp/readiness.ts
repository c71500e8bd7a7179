import * as z from 'zod';
import type { ReadinessOf, ReadinessSectionOf } from '../../features/progress/readiness.ts';
import { readinessOf } from '../../service/answers.ts';
import { lineAt, lineStarts } from '../../text/lines.ts';
import type { Range } from '../../text/range.ts';
import { titleOf } from '../formats/words.ts';
import { nextDocumentSchema, stateSchema } from '../schema.ts';
import { defineTool, openDocument } from './tool.ts';

const sectionSchema = z.object({
  id: z
    .string()
    .optional()
    .describe('The ID of the section in the template. Omitted for a section that the author added.'),
  title: z.string(),
  state: z.union([stateSchema, z.literal('own')]),
  need: z
    .enum(['required', 'recommended', 'none'])
    .describe('Whether the quality level requires or recommends the section.'),
  done: z.boolean().describe('Whether the section is complete for this phase.'),
  alsoHere: z
    .boolean()
    .describe('Whether the section counts in an earlier phase and this phase only adds topics.'),
  unanswered: z
    .array(z.string())
    .describe('Topics that this phase requires and the section does not answer.'),
  line: z.int().min(1).optional().describe('The line of the heading, if the section exists.'),
});

const phaseSchema = z.object({
  number: z.int(),
  name: z.string(),
  required: z.boolean().describe('Whether the quality level requires this phase.'),
  done: z.int().min(0),
  total: z.int().min(0),
  sections: z.array(sectionSchema),
});

const output = nextDocumentSchema.omit({ steps: true }).extend({
  why: z.string().describe('Why the file counts as a design document.'),
  left: z.int().min(0).describe('How many required sections are not complete.'),
  isLevelSet: z
    .boolean()
    .describe('Whether the document sets its level. If not, it is checked at the lowest level.'),
  currentPhase: z.int().optional().describe('The lowest phase that is not complete.'),
  phases: z.array(phaseSchema),
  anyPhase: z
    .array(sectionSchema)
    .describe('Sections without a phase: optional sections and sections that the author added.'),
});

type Result = z.infer<typeof output>;

export const readinessTool = defineTool({
  name: 'readiness',
  title: 'Document readiness',
  description:
    'Returns the readiness of a design document by phase and section: what its quality level requires, what is written, and which topics are unanswered.',
  input: z.object({ path: z.string().describe('The document, relative to the served folder.') }),
  output,
  writes: false,
  async run(context, { path }) {
    const { engine, source, shown, text } = await openDocument(context, path);
    const result = resultOf(shown, text, readinessOf(engine.service.analyze(source)));
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

/** One line for a section; none if the section is missing and not required or recommended. */
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
