import type { Passage } from '../markdown/passage.ts';
import { recall } from '../text/memory.ts';
import { nestedPassages, type Section } from './sections.ts';

/** What was found when a section had these passages, the first of which began there. */
interface Kept<T> {
  readonly passages: readonly Passage[];
  readonly at: number;
  readonly found: readonly T[];
}

/**
 * What `find` finds in a section and in those nested in it, whose heading and lead it must not look at: found anew when
 * one of them has changed, and else placed where the section is now.
 */
export function findWithin<T>(
  section: Section,
  finder: unknown,
  find: () => readonly T[],
  place: (found: T, by: number) => T,
  light: object,
): readonly T[] {
  const { passage, at } = section.own.body;
  const passages = nestedPassages(section).map((placed) => placed.passage);
  const memory = recall(passage.memory, finder, light, (): { kept: Kept<T> | undefined } => ({
    kept: undefined,
  }));
  const { kept } = memory;
  if (!kept || !isSame(kept.passages, passages)) {
    const found = find();
    memory.kept = { passages, at, found };
    return found;
  }
  const by = at - kept.at;
  return by === 0 ? kept.found : kept.found.map((each) => place(each, by));
}

function isSame(some: readonly Passage[], others: readonly Passage[]): boolean {
  return some.length === others.length && some.every((passage, index) => passage === others[index]);
}
