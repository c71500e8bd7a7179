import { commands, type Disposable, type TextDocument, window } from 'vscode';
import type { Readiness } from '../../server/src/protocol.ts';
import { higherLevels } from './commands/raise-level.ts';
import { CAN_RAISE, CAN_TREAT, HAS_LEVELS, HAS_PHASES, IN_DOCUMENT, SHOWS } from './commands/table.ts';
import type { Documents } from './documents.ts';
import { isConfigFile, isServed } from './server.ts';

/** Keeps up to date the context keys that decide which commands are enabled and which welcome text is shown. */
export function updateContextKeys(documents: Documents): Disposable {
  const set = (): void => {
    const active = window.activeTextEditor?.document;
    const kind = active && documents.of(active.uri)?.kind;
    const { shown } = documents;
    commands.executeCommand('setContext', SHOWS, shown ? 'document' : emptyViewKind(active, kind));
    commands.executeCommand('setContext', CAN_TREAT, kind === 'none' || kind === 'candidate');
    commands.executeCommand('setContext', HAS_LEVELS, (shown?.levels.length ?? 0) > 0);
    commands.executeCommand(
      'setContext',
      IN_DOCUMENT,
      active !== undefined && shown !== undefined && shown === documents.of(active.uri),
    );
    commands.executeCommand('setContext', CAN_RAISE, shown !== undefined && higherLevels(shown).length > 0);
    commands.executeCommand('setContext', HAS_PHASES, (shown?.phases.length ?? 0) > 0);
  };
  set();
  return documents.onDidChange(set);
}

/** Which welcome text the empty view shows. `undefined` until the server has said what kind of file it is. */
function emptyViewKind(
  active: TextDocument | undefined,
  kind: Readiness['kind'] | undefined,
): 'file' | 'template' | 'config' | 'nothing' | undefined {
  if (!active) return 'nothing';
  if (isConfigFile(active)) return 'config';
  if (!isServed(active)) return 'nothing';
  return kind === 'none' ? 'file' : kind === 'template' ? 'template' : undefined;
}
