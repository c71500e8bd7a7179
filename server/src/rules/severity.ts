import type { DesignDocument } from '../document/document.ts';
import type { Need } from '../document/needs.ts';
import type { Severity } from './rule.ts';

/** How strictly missing content is reported: by phase, as errors for all of the level, or as errors for phases up to a number. */
export type Gate = 'progressive' | 'level' | number;

/**
 * The severity of something missing that is required in `phase`; `undefined` if the level does not require it. See
 * docs/reference.md, "Progressive severity".
 */
export function progressiveSeverity(
  { currentPhase }: DesignDocument,
  need: Need,
  phase: number | undefined,
  gate: Gate,
): Severity | undefined {
  if (need === 'none') return undefined;
  if (need === 'recommended') return 'hint';
  if (gate === 'level') return 'error';
  if (typeof gate === 'number' && (phase === undefined || phase <= gate)) return 'error';
  const isDue = phase === undefined || currentPhase === undefined || phase <= currentPhase;
  return isDue ? 'warning' : 'hint';
}
