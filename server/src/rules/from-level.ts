import type { DesignDocument } from '../document/document.ts';
import { fold } from '../text/fold.ts';
import type { RuleOption } from './rule.ts';

/** The option for the lowest quality level at which a rule applies. */
export const FROM_PRODUCTION = {
  type: 'string',
  description:
    'The lowest quality level at which the rule applies. If the template has no level with this name, the rule does not apply.',
  default: 'production',
} as const satisfies RuleOption;

/** Whether a document's level is set, and is `from` or higher. */
export function isFromLevel({ level, template }: DesignDocument, from: unknown): boolean {
  const first = template.levels.find(({ name }) => fold(name) === fold(String(from)));
  const own = level.field?.reading.kind === 'set' ? level.field.reading.level : undefined;
  return first !== undefined && own !== undefined && own.index >= first.index;
}
