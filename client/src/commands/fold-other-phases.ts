import { commands, type FoldingRange, l10n, window } from 'vscode';
import type { Readiness } from '../../../server/src/protocol.ts';
import { presentSections } from '../outline.ts';
import { showDocument, toRange } from '../sections.ts';
import type { Handler } from './handler.ts';
import { onDocument } from './on-document.ts';

/** Folds the sections in which nothing is to be written in the current phase, and opens those of that phase. */
export const foldOtherPhases: Handler = onDocument(async (_, shown) => {
  const { inside, outside } = headingLines(shown);
  if (inside.length === 0) {
    window.showInformationMessage(
      l10n.t('Every section that is asked for is written: there is no current phase.'),
    );
    return;
  }
  // The editor folds what encloses a line on which no fold begins; so only lines with a fold of their own are named.
  const { document } = await showDocument(shown);
  const folds = await commands.executeCommand<FoldingRange[]>(
    'vscode.executeFoldingRangeProvider',
    document.uri,
  );
  const foldable = (line: number): boolean => folds.some(({ start }) => start === line);
  const fold = { levels: 1, direction: 'down' };
  await commands.executeCommand('editor.unfold', { ...fold, selectionLines: inside.filter(foldable) });
  await commands.executeCommand('editor.fold', { ...fold, selectionLines: outside.filter(foldable) });
});

/** Where the sections of the current phase begin, and where the others do that hold none of them. */
function headingLines(shown: Readiness): { inside: number[]; outside: number[] } {
  const phase = shown.phases.find(({ number }) => number === shown.currentPhase);
  const inside = phase?.sections.flatMap(({ heading }) => heading ?? []) ?? [];
  const outside = presentSections(shown).filter(
    ({ range }) => range && !inside.some((heading) => toRange(range).contains(toRange(heading))),
  );
  const line = ({ start }: { readonly start: { readonly line: number } }): number => start.line;
  return { inside: inside.map(line), outside: outside.flatMap(({ heading }) => heading ?? []).map(line) };
}
