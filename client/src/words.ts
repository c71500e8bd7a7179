import type { ReadinessSection } from '../../server/src/protocol.ts';

/** As VS Code's `l10n`. */
export interface Words {
  t(message: string, ...values: (string | number | boolean)[]): string;
}

export function stateWord({ state }: ReadinessSection, { t }: Words): string {
  const states: Readonly<Record<ReadinessSection['state'], string>> = {
    missing: t('missing'),
    empty: t('empty'),
    unwritten: t('not written'),
    draft: t('draft'),
    written: t('written'),
    waived: t('not applicable'),
    own: t('your own'),
  };
  return states[state];
}
