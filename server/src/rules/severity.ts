import type { DesignDocument } from '../document/document.ts';
import type { Need } from '../document/needs.ts';
import type { Severity } from './rule.ts';

/** How strictly what is not there yet is judged: by phase, or as a gate for all of a level or for phases up to one. */
export type Gate = 'progressive' | 'level' | number;

/**
 * The severity of something missing that is due in `phase`; see docs/reference.md, "Progressive severity". `undefined`
 * if the level does not ask for it.
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
