import type { ReportedDocument } from '../schema.ts';
import type { Sort } from './report-request.ts';

/**
 * Sorts documents by path, or puts those first that have the most left, are unchanged for the longest time, or have the
 * highest level.
 */
export function sortDocuments(documents: readonly ReportedDocument[], by: Sort): ReportedDocument[] {
  const orders: Readonly<Record<Sort, (document: ReportedDocument) => number>> = {
    path: () => 0,
    left: ({ left, gates }) => -left.length - gates.length,
    age: ({ changed }) => (changed === undefined ? Number.POSITIVE_INFINITY : Date.parse(changed)),
    level: ({ level }) => -(level?.index ?? -1),
  };
  const keys = new Map(documents.map((document) => [document, orders[by](document)]));
  const key = (document: ReportedDocument): number => keys.get(document) as number;
  return documents.toSorted((a, b) => {
    const [first, second] = [key(a), key(b)];
    return first === second ? (a.path < b.path ? -1 : 1) : first < second ? -1 : 1;
  });
}
