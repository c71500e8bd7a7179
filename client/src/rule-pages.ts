import { commands, Uri, type UriHandler } from 'vscode';

/** Opens the page of a rule at `<scheme>://design-docs.design-docs/rules/<id>`, to which every finding's code links. */
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
