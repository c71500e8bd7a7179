import { commands, Uri } from 'vscode';
import { onDocument } from './on-document.ts';

/** Opens the Markdown preview of the document. The walkthrough runs it while its own page hides the document. */
export const openPreview = onDocument((_, { uri }) =>
  commands.executeCommand('markdown.showPreviewToSide', Uri.parse(uri)),
);
