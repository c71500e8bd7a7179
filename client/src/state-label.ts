import type { ReadinessSection } from '../../server/src/protocol.ts';

/** The part of VS Code's `l10n` that is used here, so that tests can run without `vscode`. */
export interface L10n {
  t(message: string, ...values: (string | number | boolean)[]): string;
}

/** The state of a section as the user reads it. */
export function stateLabel({ state }: ReadinessSection, { t }: L10n): string {
  const labels: Readonly<Record<ReadinessSection['state'], string>> = {
    missing: t('missing'),
    empty: t('empty'),
    unwritten: t('not written'),
    draft: t('draft'),
    written: t('written'),
    waived: t('not applicable'),
    own: t('your own'),
  };
  return labels[state];
}
