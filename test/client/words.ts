import { registerHooks } from 'node:module';

/** Stands in for `vscode` where only its words are needed: `l10n.t` as VS Code has it without a translation. */
export const l10n = {
  t: (message: string, ...values: readonly unknown[]): string =>
    message.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
};

/** From now on, modules that import `vscode` get this one; so they are imported only after this is called. */
export function useWords(): void {
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'vscode' ? { url: import.meta.url, shortCircuit: true } : next(specifier, context),
  });
}
