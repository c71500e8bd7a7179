import type { LogOutputChannel } from 'vscode';
import type { Documents } from '../documents.ts';
import type { Explanations } from '../explanations.ts';
import type { Server } from '../server.ts';
import type { PhasesView } from '../views/phases.ts';

/** What a command may use. */
export interface Workbench {
  readonly server: Server;
  readonly documents: Documents;
  readonly phases: Pick<PhasesView, 'arrange'>;
  readonly explanations: Explanations;
  readonly output: LogOutputChannel;
}

/** What a command does. Its arguments are whatever a menu, a keybinding or another extension passes. */
export type Handler = (workbench: Workbench, argument?: unknown) => unknown;
