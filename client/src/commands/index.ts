import { commands, type Disposable } from 'vscode';
import { groupByPhase, showAll, showInDocumentOrder, showOnlyLeft } from './arrange.ts';
import { copyReadiness } from './copy-readiness.ts';
import { explain } from './explain.ts';
import { foldOtherPhases } from './fold-other-phases.ts';
import { goToTemplate } from './go-to-template.ts';
import type { CommandContext, Handler } from './handler.ts';
import { insertMissing } from './insert-missing.ts';
import { insertSection } from './insert-section.ts';
import { moveDown, moveUp } from './move-section.ts';
import { newDocument } from './new-document.ts';
import { nextUnwritten, previousUnwritten } from './next-unwritten.ts';
import { openPreview } from './open-preview.ts';
import { openWalkthrough } from './open-walkthrough.ts';
import { raiseLevel } from './raise-level.ts';
import { restartServer } from './restart-server.ts';
import { revealSection } from './reveal-section.ts';
import { setLevel } from './set-level.ts';
import { showOutput } from './show-output.ts';
import type { CommandId } from './table.ts';
import { treatAsDesignDocument } from './treat-as-design-document.ts';
import { waive } from './waive.ts';

const HANDLERS: Readonly<Record<CommandId, Handler>> = {
  'designDocs.newDocument': newDocument,
  'designDocs.nextUnwritten': nextUnwritten,
  'designDocs.previousUnwritten': previousUnwritten,
  'designDocs.showOnlyLeft': showOnlyLeft,
  'designDocs.showAll': showAll,
  'designDocs.showInDocumentOrder': showInDocumentOrder,
  'designDocs.groupByPhase': groupByPhase,
  'designDocs.foldOtherPhases': foldOtherPhases,
  'designDocs.setLevel': setLevel,
  'designDocs.raiseLevel': raiseLevel,
  'designDocs.copyReadiness': copyReadiness,
  'designDocs.insertSection': insertSection,
  'designDocs.insertMissing': insertMissing,
  'designDocs.waive': waive,
  'designDocs.moveUp': moveUp,
  'designDocs.moveDown': moveDown,
  'designDocs.goToTemplate': goToTemplate,
  'designDocs.treatAsDesignDocument': treatAsDesignDocument,
  'designDocs.explain': explain,
  'designDocs.openPreview': openPreview,
  'designDocs.openWalkthrough': openWalkthrough,
  'designDocs.revealSection': revealSection,
  'designDocs.restartServer': restartServer,
  'designDocs.showOutput': showOutput,
};

export function registerCommands(context: CommandContext): Disposable[] {
  return Object.entries(HANDLERS).map(([id, handler]) =>
    commands.registerCommand(id, (argument?: unknown) => handler(context, argument)),
  );
}
