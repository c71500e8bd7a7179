import { canUseApt, installWithApt, onPath } from '../apt.ts';

/**
 * The path of Neovim. If there is none, installs it with apt-get, and throws if that fails. Without apt-get, returns
 * `undefined`.
 */
export function findNeovim(): string | undefined {
  const found = onPath('nvim');
  if (found || !canUseApt()) return found;
  if (!installWithApt('neovim')) throw new Error('apt-get could not install neovim; see above.');
  return onPath('nvim');
}
