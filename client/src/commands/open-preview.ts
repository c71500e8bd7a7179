import { commands, Uri } from 'vscode';
import { onDocument } from './on-document.ts';

/** Shows a document as its readers see it, also while another page lies in front of it: the walkthrough asks for that. */
export const openPreview = onDocument((_, { uri }) =>
  commands.executeCommand('markdown.showPreviewToSide', Uri.parse(uri)),
);
