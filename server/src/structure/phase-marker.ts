import type { Comment } from '../markdown/blocks.ts';
import { fold } from '../text/fold.ts';

/**
 * A parsed phase marker, such as `<!-- Phase 1: Core Technical (production/secure) | Phase 2: Production Readiness
 * -->`.
 */
export interface PhaseMarker {
  readonly alternatives: readonly PhaseAlternative[];
}

export interface PhaseAlternative {
  readonly number: number;
  readonly name: string;
  /**
   * The parts of the qualifier, split at `/` and `,`. If each part names a level, it is a level filter, else a note.
   */
  readonly qualifier: readonly string[];
}

/**
 * Parses the body of an HTML comment by the grammar in docs/reference.md, "Phase markers". Returns `undefined` for an
 * ordinary comment, and `'malformed'` for a comment that starts like a marker but does not follow the grammar.
 */
export function readPhaseMarker(body: string): PhaseMarker | 'malformed' | undefined {
  if (!/^\s*phase\s*\d+\s*(?:[-:|(\u2010-\u2015]|$)/i.test(body)) return undefined;
  const alternatives: PhaseAlternative[] = [];
  for (const part of body.split('|')) {
    const match = /^phase\s+(\d+)\s*:([^()]+)(?:\(([^()]*)\))?$/i.exec(part.trim());
    const name = match?.[2]?.trim();
    if (!match || !name) return 'malformed';
    const qualifier = match[3]?.split(/[/,]/).map((word) => word.trim()) ?? [];
    alternatives.push({ number: Number(match[1]), name, qualifier });
  }
  return { alternatives };
}

/** The folded names of the levels at which an alternative applies; `undefined` if it applies at all levels. */
export function levelFilter(
  alternative: PhaseAlternative,
  levelNames: readonly string[],
): readonly string[] | undefined {
  const names = new Set(levelNames.map(fold));
  const parts = alternative.qualifier.map(fold);
  return parts.length > 0 && parts.every((part) => names.has(part)) ? parts : undefined;
}

/** The marker in a comment; `undefined` if the comment is not a well-formed marker. `text` contains the comment. */
export function markerOf(text: string, comment: Comment): PhaseMarker | undefined {
  const reading = readPhaseMarker(text.slice(comment.body.start, comment.body.end));
  return typeof reading === 'object' ? reading : undefined;
}
