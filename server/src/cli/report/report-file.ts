import { fileURLToPath } from 'node:url';
import { NOTHING_OUTSTANDING, outstanding } from '../../features/progress/outstanding.ts';
import { documentTitle, ofDocument, readinessOf } from '../../service/answers.ts';
import type { Analysis } from '../../service/service.ts';
import type { Engine } from '../engine.ts';
import { shownPath } from '../files/paths.ts';
import { readMarkdown } from '../files/read.ts';
import type { Problem, ReportedDocument } from '../schema.ts';

/** The readiness of a file, if it is a design document, and the problems with it. */
export interface ReportOutcome {
  readonly path: string;
  readonly document?: ReportedDocument | undefined;
  readonly problems: readonly Problem[];
  /** The path of the config file that applies, if there is one. */
  readonly config?: string | undefined;
}

/**
 * Reads the file at an absolute path and reports its readiness. Candidates are not design documents yet, so they are
 * not reported.
 */
export async function reportFile(engine: Engine, file: string): Promise<ReportOutcome> {
  const reading = readMarkdown(file);
  const path = shownPath(engine.cwd, file);
  const failed = (message: string): ReportOutcome => ({ path, problems: [{ path, message }] });
  if (reading.failure !== undefined) return failed(`${path} ${reading.failure}`);
  const source = await engine.sourceOf(file, reading.text);
  const analysis = engine.service.analyze(source);
  const { kind, unknownTemplate } = analysis.recognition;
  if (unknownTemplate)
    return failed(
      `${path} names the template “${unknownTemplate.name}”, which does not exist, so it was not checked. Correct the name, or add the template.`,
    );
  if (analysis.tooLarge !== undefined) return failed(`${path} ${analysis.tooLarge}`);
  const uri = source.environment.config?.uri;
  const config = uri?.startsWith('file:') ? shownPath(engine.cwd, fileURLToPath(uri)) : undefined;
  const document = kind === 'document' ? documentOf(path, analysis) : undefined;
  return { path, document, problems: engine.takeProblems(path), config };
}

function documentOf(path: string, analysis: Analysis): ReportedDocument | undefined {
  const { template, level, levels, done, total, currentPhase, phases, anyPhase } = readinessOf(analysis);
  if (!template) return undefined;
  const { level: isLevelMissing, sections, gates } = ofDocument(analysis, outstanding, NOTHING_OUTSTANDING);
  const title = documentTitle(analysis);
  const others = anyPhase.filter(({ need }) => need === 'required');
  return {
    path,
    ...(title !== undefined && { title }),
    template: template.id,
    ...(level && {
      level: {
        name: level.name,
        isSet: level.isSet,
        index: levels.findIndex(({ name }) => name === level.name),
      },
    }),
    ready: !isLevelMissing && sections.length === 0 && gates.length === 0,
    done,
    total,
    ...(currentPhase !== undefined && { currentPhase }),
    phases: phases.map(({ number, name, required, done, total }) => ({
      number,
      name,
      required,
      done,
      total,
    })),
    anyPhase: { done: others.filter((each) => each.done).length, total: others.length },
    left: sections.map(({ phase, ...section }) => ({
      ...section,
      topics: [...section.topics],
      ...(phase !== undefined && { phase }),
    })),
    gates: [...gates],
  };
}
