import type { InputBox, QuickPick, QuickPickItem } from 'vscode';

/**
 * Shows a quick input and resolves to the accepted value, or `undefined` if the user cancels. The input is disposed
 * only after the caller has had the chance to show the next one. Otherwise the walkthrough page takes the focus from
 * that one.
 */
export function showQuickInput<I extends InputBox | QuickPick<QuickPickItem>, T>(
  input: I,
  accept: (input: I) => T | undefined,
): Promise<T | undefined> {
  return new Promise((resolve) => {
    input.onDidAccept(() => {
      resolve(accept(input));
      setTimeout(() => input.dispose());
    });
    input.onDidHide(() => {
      resolve(undefined);
      input.dispose();
    });
    input.show();
  });
}
