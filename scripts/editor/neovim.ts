import { canUseApt, installWithApt, onPath } from '../apt.ts';

/**
 * The path of Neovim, installed first where Debian's packages can be; `undefined` where there is none to be had. Throws
 * if it could have been installed and was not.
 */
export function findNeovim(): string | undefined {
  const found = onPath('nvim');
  if (found || !canUseApt()) return found;
  if (!installWithApt('neovim')) throw new Error('apt-get could not install neovim; see above.');
  return onPath('nvim');
}
