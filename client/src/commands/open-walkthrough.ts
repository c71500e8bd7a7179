import { commands } from 'vscode';
import type { Handler } from './handler.ts';
import { WALKTHROUGH } from './table.ts';

export const openWalkthrough: Handler = () =>
  commands.executeCommand('workbench.action.openWalkthrough', `design-docs.design-docs#${WALKTHROUGH}`);
