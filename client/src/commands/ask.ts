import type { InputBox, QuickPick, QuickPickItem } from 'vscode';

/**
 * Shows an input and waits for an answer; `undefined` if the author goes back. It closes behind whoever waits, so that
 * the next one can take its place: where one closes before, the walkthrough page takes the focus from the next.
 */
export function ask<I extends InputBox | QuickPick<QuickPickItem>, T>(
  input: I,
  answer: (input: I) => T | undefined,
): Promise<T | undefined> {
  return new Promise((resolve) => {
    input.onDidAccept(() => {
      resolve(answer(input));
      setTimeout(() => input.dispose());
    });
    input.onDidHide(() => {
      resolve(undefined);
      input.dispose();
    });
    input.show();
  });
}
