import { type LevelInfo, levelInfos } from '../features/progress/readiness.ts';
import { skeleton } from '../features/skeleton.ts';
import { type Environment, recognizedTemplate } from '../workspace/environment.ts';

/** A template that new documents can be created from. */
export interface TemplateSummary {
  readonly id: string;
  readonly title: string;
  /** Its own description of its purpose. */
  readonly description: string | undefined;
  /** The URI of its file; `undefined` if it is built in. */
  readonly uri: string | undefined;
  /** Whether its documents have a title. */
  readonly hasTitle: boolean;
  readonly levels: readonly LevelInfo[];
}

export interface SkeletonRequest {
  readonly template: string;
  /** `undefined` leaves the choice of levels in the document. */
  readonly level: string | undefined;
  readonly title: string;
}

/** The templates of an environment, in the order of precedence. */
export function templatesOf({ templates }: Environment): readonly TemplateSummary[] {
  return templates.map(({ template, uri }) => ({
    id: template.id,
    title: template.title,
    description: template.policy.description,
    uri,
    hasTitle: template.hasTitle,
    levels: levelInfos(template),
  }));
}

/** The text of a new document; `undefined` if the template or the level does not exist. */
export function skeletonOf(
  environment: Environment,
  { template: id, level: name, title }: SkeletonRequest,
): string | undefined {
  const template = environment.templates.find((known) => known.id === id)?.template;
  const level = template?.levels.find((known) => known.name === name);
  if (!template || (name !== undefined && !level)) return undefined;
  return skeleton(template, { level, title, isNamed: template !== recognizedTemplate(environment) });
}
