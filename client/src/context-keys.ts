import { commands, type Disposable, window } from 'vscode';
import { CAN_TREAT, HAS_LEVELS, HAS_PHASES, SHOWS } from './commands/table.ts';
import type { Documents } from './documents.ts';
import { isServed } from './server.ts';

/** Keeps the context keys true that decide which commands and which welcome text apply. */
export function keepContextKeys(documents: Documents): Disposable {
  const set = (): void => {
    const active = window.activeTextEditor?.document;
    const kind = active && documents.of(active.uri)?.kind;
    const isWaiting = active !== undefined && isServed(active) && kind === undefined;
    const other = kind === 'template' ? 'template' : kind === 'none' ? 'file' : 'nothing';
    const { shown } = documents;
    const shows = shown ? 'document' : isWaiting ? undefined : other;
    commands.executeCommand('setContext', SHOWS, shows);
    commands.executeCommand('setContext', CAN_TREAT, kind === 'none' || kind === 'candidate');
    commands.executeCommand('setContext', HAS_LEVELS, (shown?.levels.length ?? 0) > 0);
    commands.executeCommand('setContext', HAS_PHASES, (shown?.phases.length ?? 0) > 0);
  };
  set();
  return documents.onDidChange(set);
}
