import { commands, type FoldingRange, l10n, window } from 'vscode';
import type { Readiness } from '../../../server/src/protocol.ts';
import { presentSections } from '../outline.ts';
import { showDocument, toRange } from '../sections.ts';
import type { Handler } from './handler.ts';
import { onDocument } from './on-document.ts';

/** Folds the sections outside the current phase and unfolds the sections of that phase. */
export const foldOtherPhases: Handler = onDocument(async (_, shown) => {
  const { inside, outside } = headingLines(shown);
  if (inside.length === 0) {
    window.showInformationMessage(
      shown.currentPhase === undefined
        ? l10n.t('All required sections are written, so there is no current phase.')
        : l10n.t('The document has no sections of the current phase yet.'),
    );
    return;
  }
  // For a line without a fold, VS Code folds the enclosing range, so only lines where a fold starts are passed.
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

/** The heading lines of the current phase's sections, and of the other sections that contain none of them. */
function headingLines(shown: Readiness): { inside: number[]; outside: number[] } {
  const phase = shown.phases.find(({ number }) => number === shown.currentPhase);
  const inside = phase?.sections.flatMap(({ heading }) => heading ?? []) ?? [];
  const outside = presentSections(shown).filter(
    ({ range }) => range && !inside.some((heading) => toRange(range).contains(toRange(heading))),
  );
  const line = ({ start }: { readonly start: { readonly line: number } }): number => start.line;
  return { inside: inside.map(line), outside: outside.flatMap(({ heading }) => heading ?? []).map(line) };
}
