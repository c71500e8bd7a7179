import type { DesignDocument } from '../document/document.ts';
import { fold } from '../text/fold.ts';
import type { RuleOption } from './rule.ts';

/** The option that says from which level on a rule looks at a document. */
export const FROM_PRODUCTION = {
  type: 'string',
  description: 'The first quality level that is checked. A template without a level of that name is not.',
  default: 'production',
} as const satisfies RuleOption;

/** Whether a document has set a level, and that is `from` or a higher one. */
export function isFromLevel({ level, template }: DesignDocument, from: unknown): boolean {
  const first = template.levels.find(({ name }) => fold(name) === fold(String(from)));
  const own = level.field?.reading.kind === 'set' ? level.field.reading.level : undefined;
  return first !== undefined && own !== undefined && own.index >= first.index;
}
