import { existsSync } from 'node:fs';
import { installWithApt, onPath } from '../apt.ts';

const names = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'msedge',
  'microsoft-edge',
];

const commonPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** The path of Chrome, Chromium, or Edge. If there is none, installs Chromium with apt-get. Throws if that fails. */
export function findChromium(): string {
  const chosen = process.env['CHROME_PATH'];
  if (chosen && existsSync(chosen)) return chosen;
  const found =
    installed() ??
    (installWithApt('chromium', 'fonts-dejavu-core', 'fonts-liberation') ? installed() : undefined);
  if (!found) throw new Error('Install Chrome or Chromium, or set CHROME_PATH to its executable.');
  return found;
}

function installed(): string | undefined {
  return names.map(onPath).find((path) => path !== undefined) ?? commonPaths.find((path) => existsSync(path));
}
