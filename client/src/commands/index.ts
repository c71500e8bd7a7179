import { commands, type Disposable } from 'vscode';
import { explain } from './explain.ts';
import { foldOtherPhases } from './fold-other-phases.ts';
import type { Handler, Workbench } from './handler.ts';
import { insertSection } from './insert-section.ts';
import { newDocument } from './new-document.ts';
import { nextUnwritten } from './next-unwritten.ts';
import { restartServer } from './restart-server.ts';
import { revealSection } from './reveal-section.ts';
import { setLevel } from './set-level.ts';
import { showOutput } from './show-output.ts';
import type { CommandId } from './table.ts';
import { treatAsDesignDocument } from './treat-as-design-document.ts';

const HANDLERS: Readonly<Record<CommandId, Handler>> = {
  'designDocs.newDocument': newDocument,
  'designDocs.nextUnwritten': nextUnwritten,
  'designDocs.foldOtherPhases': foldOtherPhases,
  'designDocs.setLevel': setLevel,
  'designDocs.insertSection': insertSection,
  'designDocs.treatAsDesignDocument': treatAsDesignDocument,
  'designDocs.explain': explain,
  'designDocs.revealSection': revealSection,
  'designDocs.restartServer': restartServer,
  'designDocs.showOutput': showOutput,
};

export function registerCommands(workbench: Workbench): Disposable[] {
  return Object.entries(HANDLERS).map(([id, handler]) =>
    commands.registerCommand(id, (argument?: unknown) => handler(workbench, argument)),
  );
}
