import type { LogOutputChannel } from 'vscode';
import type { Documents } from '../documents.ts';
import type { Explanations } from '../explanations.ts';
import type { Server } from '../server.ts';
import type { PhasesView } from '../views/phases.ts';

/** What command handlers can use. */
export interface CommandContext {
  readonly server: Server;
  readonly documents: Documents;
  readonly phases: Pick<PhasesView, 'arrange'>;
  readonly explanations: Explanations;
  readonly output: LogOutputChannel;
}

/** Runs a command. A menu, a keybinding, or another extension may pass any argument, so handlers must check it. */
export type Handler = (context: CommandContext, argument?: unknown) => unknown;
