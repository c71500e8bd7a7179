import { commands, Uri, type UriHandler } from 'vscode';

/** Opens a rule's page for `<scheme>://design-docs.design-docs/rules/<id>`, the link in the code of each diagnostic. */
export function rulePages(extensionUri: Uri): UriHandler {
  return {
    handleUri: async ({ path }) => {
      const id = /^\/rules\/([a-z]+(?:-[a-z]+)*)$/.exec(path)?.[1];
      if (id === undefined) return;
      await commands.executeCommand(
        'markdown.showPreview',
        Uri.joinPath(extensionUri, 'docs/rules', `${id}.md`),
      );
    },
  };
}
