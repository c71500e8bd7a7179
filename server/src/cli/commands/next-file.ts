import { fileURLToPath } from 'node:url';
import type { NextStep } from '../../features/progress/next.ts';
import { nextSteps } from '../../features/progress/next.ts';
import { recognitionReason } from '../../features/progress/readiness.ts';
import { ofDocument, readinessOf } from '../../service/answers.ts';
import type { Analysis } from '../../service/service.ts';
import { rangeConverter } from '../check/check-file.ts';
import type { Engine } from '../engine.ts';
import { shownPath } from '../files/paths.ts';
import { readMarkdown } from '../files/read.ts';
import type { Edit, NextDocument, NextStepResult, Problem } from '../schema.ts';

/** What is left in one file, if it is a design document or a candidate, and what kept it from being read. */
export interface NextOutcome {
  readonly path: string;
  readonly document?: NextDocument | undefined;
  readonly problems: readonly Problem[];
  /** The path of the config file in force, if there is one. */
  readonly config?: string | undefined;
}

/** Reads the file at an absolute path, and says what to do next in it: all steps, or the first. */
export async function nextInFile(engine: Engine, path: string, all: boolean): Promise<NextOutcome> {
  const reading = readMarkdown(path);
  const shown = shownPath(engine.cwd, path);
  if (reading.failure !== undefined)
    return { path: shown, problems: [{ path: shown, message: `${shown} ${reading.failure}` }] };
  const source = await engine.sourceOf(path, reading.text);
  const { config } = source.environment;
  const uri = config?.uri.startsWith('file:') ? shownPath(engine.cwd, fileURLToPath(config.uri)) : undefined;
  const analysis = engine.service.analyze(source);
  const { recognition } = analysis;
  const unknown = recognition.unknownTemplate
    ? [{ path: shown, message: `${shown}: ${recognitionReason(recognition)}` }]
    : [];
  const { tooLarge } = analysis;
  const large = tooLarge === undefined ? [] : [{ path: shown, message: `${shown} ${tooLarge}` }];
  const document = nextIn(analysis, shown, all);
  return {
    path: shown,
    document,
    problems: [...unknown, ...large, ...engine.takeProblems(shown)],
    config: uri,
  };
}

/** What is left in a document; `undefined` for any other file. */
export function nextIn(analysis: Analysis, shown: string, all: boolean): NextDocument | undefined {
  const { kind, template, level, done, total } = readinessOf(analysis);
  if (!template || (kind !== 'document' && kind !== 'candidate')) return undefined;
  const steps = ofDocument(analysis, nextSteps, []);
  return {
    path: shown,
    kind,
    template: template.id,
    ...(level && { level: level.name }),
    done,
    total,
    left: steps.length,
    steps: (all ? steps : steps.slice(0, 1)).map((step) => resultOf(analysis.markdown.text, step)),
  };
}

function resultOf(text: string, step: NextStep): NextStepResult {
  const { kind, title, phase, section, state, why, guidance, topics, gates, choices } = step;
  const toRange = rangeConverter(text);
  const edit = (change: NonNullable<NextStep['insertion']>): Edit => ({
    ...toRange(change),
    newText: change.newText,
  });
  return {
    kind,
    title,
    ...(phase && { phase: { number: phase.number, name: phase.name } }),
    ...(section && { section }),
    ...(state && { state }),
    why,
    guidance,
    choices: choices.map((choice) => ({
      name: choice.name,
      ...(choice.guidance !== undefined && { guidance: choice.guidance }),
      sections: choice.required,
      more: choice.more,
      ...(choice.edit && { edit: edit(choice.edit) }),
    })),
    topics: [...topics],
    gates: [...gates],
    leftovers: step.leftovers.map((left) => ({ ...toRange(left), text: text.slice(left.start, left.end) })),
    ...(step.at && { at: toRange(step.at) }),
    ...(step.insertion && { insert: edit(step.insertion) }),
  };
}
