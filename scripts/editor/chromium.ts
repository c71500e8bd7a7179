import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'msedge',
  'microsoft-edge',
];

const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** The path of a Chrome, Chromium or Edge, installed first where Debian's packages can be. */
export function findChromium(): string {
  const chosen = process.env['CHROME_PATH'];
  if (chosen && existsSync(chosen)) return chosen;
  const found = installed() ?? (installWithApt() ? installed() : undefined);
  if (!found) throw new Error('Install Chrome or Chromium, or set CHROME_PATH to its executable.');
  return found;
}

/** The path of a program on the PATH. */
export function onPath(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const files = process.platform === 'win32' ? [`${name}.exe`, `${name}.cmd`] : [name];
  return folders
    .flatMap((folder) => files.map((file) => join(folder, file)))
    .find((path) => existsSync(path));
}

function installed(): string | undefined {
  return names.map(onPath).find((path) => path !== undefined) ?? places.find((path) => existsSync(path));
}

function installWithApt(): boolean {
  if (process.getuid?.() !== 0 || !onPath('apt-get')) return false;
  console.log('Installing chromium with apt-get (once)');
  const apt = (...args: string[]): boolean => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const { status, stderr } = spawnSync('apt-get', args, { env, encoding: 'utf8' });
    if (status !== 0) console.error(stderr.trim());
    return status === 0;
  };
  const packages = ['chromium', 'fonts-dejavu-core', 'fonts-liberation'];
  return apt('update') && apt('install', '-y', '--no-install-recommends', ...packages);
}
