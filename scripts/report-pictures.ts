import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { findChromium } from './editor/chromium.ts';
import { withFewColors } from './editor/palette-png.ts';

/** Takes pictures of the HTML page that `design-docs report` writes for a repository with eight example documents. */
export async function reportPictures(root: string, folder: string): Promise<void> {
  const repository = mkdtempSync(join(tmpdir(), 'design-docs-report-'));
  try {
    for (const document of DOCUMENTS) commit(repository, document);
    const page = join(repository, 'report.html');
    const cli = join(root, 'dist', 'cli.js');
    const env = { ...process.env, SOURCE_DATE_EPOCH: String(NOW / 1000) };
    execFileSync(process.execPath, [cli, 'report', '--format', `html=${page}`], { cwd: repository, env });
    for (const theme of ['light', 'dark'] as const)
      await take(page, theme, join(folder, `report-${theme}.png`));
  } finally {
    rmSync(repository, { recursive: true, force: true });
  }
}

const NOW = Date.UTC(2026, 10, 20);
const DAY = 86_400_000;

/** A document. Its first `written` sections are written, and its owner committed it `days` days before `NOW`. */
type Document = readonly [
  path: string,
  title: string,
  level: string,
  written: number,
  owner: string,
  days: number,
];

const DOCUMENTS: readonly Document[] = [
  ['checkout/payments.md', 'Card payments and refunds', 'secure', 15, 'Grace Hopper', 12],
  ['checkout/invoices.md', 'Invoices', 'production', 9, 'Grace Hopper', 44],
  ['customers/accounts.md', 'Accounts and sign-in', 'secure', 11, 'Ada Lovelace', 3],
  ['customers/messages.md', 'Messages to customers', 'prototype', 15, 'José Ramírez', 70],
  ['depot/routes.md', 'Route planning', 'experiment', 4, 'Alan Turing', 400],
  ['depot/scanners.md', 'Scanners in the depot', 'production', 15, 'José Ramírez', 130],
  ['depot/tracking.md', 'Parcel tracking', 'production', 12, 'Ada Lovelace', 1],
  ['platform/events.md', 'The event log', 'prototype', 6, 'Alan Turing', 820],
];

const SECTIONS = [
  ...['Overview', 'Goals and Non-Goals', 'Quality', 'Architecture', 'Components', 'Data Model', 'Interfaces'],
  ...['Testing Strategy', 'Performance & Scalability', 'Configuration', 'Error Handling & Resilience'],
  ...['Observability', 'CI/CD', 'Rollout & Migration', 'Security & Privacy'],
];

function commit(repository: string, [path, title, level, written, owner, days]: Document): void {
  const file = join(repository, 'docs', path);
  mkdirSync(dirname(file), { recursive: true });
  const sections = SECTIONS.slice(0, written).map(
    (section) => `## ${section}\n\n${textOf(section, level)}\n`,
  );
  writeFileSync(file, [`# ${title}\n`, ...sections].join('\n'));
  const who = { NAME: owner, EMAIL: 'somebody@example.org', DATE: `${(NOW - days * DAY) / 1000} +0000` };
  const env = Object.fromEntries(
    Object.entries(who).flatMap(([key, value]) => [
      [`GIT_AUTHOR_${key}`, value],
      [`GIT_COMMITTER_${key}`, value],
    ]),
  );
  const git = (...args: string[]): unknown =>
    execFileSync('git', args, { cwd: repository, env: { ...process.env, ...env } });
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message=Write');
}

function textOf(section: string, level: string): string {
  if (section !== 'Quality')
    return `What holds for 99 % of all cases: secrets in a vault, timeouts and retries, a threat model, hardening, least privilege, an audit, a rollback, health checks and monitoring.`;
  const gates =
    level === 'production' ? 'Tests, lint, reviews' : 'Tests, lint, coverage, reviews, security scans';
  return `- Quality Level: ${level}\n- Entry/Exit criteria: ${gates}.`;
}

async function take(file: string, theme: 'light' | 'dark', picture: string): Promise<void> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({
      viewport: { width: 1120, height: 900 },
      colorScheme: theme,
      bypassCSP: true,
    });
    await page.goto(pathToFileURL(file).href);
    // The same font on every machine, similar to the system font of most readers.
    await page.addStyleTag({ content: 'html{font-family:"Liberation Sans",Arial,sans-serif}' });
    const png = await page.screenshot({ fullPage: true, clip: await clipToLegend(page) });
    writeFileSync(picture, await withFewColors(page, png));
    console.log(`${picture} ${Math.ceil(statSync(picture).size / 1024)} KB`);
  } finally {
    await browser.close();
  }
}

async function clipToLegend(page: Page): Promise<{ x: number; y: number; width: number; height: number }> {
  const legend = await page.locator('.legend').boundingBox();
  if (!legend) throw new Error('The page has no legend.');
  return { x: 0, y: 0, width: 1120, height: Math.ceil(legend.y + legend.height + 32) };
}
