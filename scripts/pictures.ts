import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { build } from '../esbuild.mjs';
import { type Editor, openEditor } from './editor/open.ts';
import { root } from './editor/prepare.ts';
import { calmSettings } from './editor/server.ts';
import { packageVsix } from './package.ts';

/**
 * Takes pictures in a real editor, from the packaged VSIX: those that the README shows go to `media/pictures/`, the
 * others, which are only to be looked at, to `.cache/pictures/`. With a name, that picture alone.
 */
const shown = join(root, 'media', 'pictures');
const others = join(root, '.cache', 'pictures');

const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'high-contrast': 'Default High Contrast',
} as const;
type Theme = keyof typeof themes;

interface Picture {
  readonly name: string;
  readonly file: string;
  readonly themes: readonly Theme[];
  /** The themes in which the README shows it. */
  readonly inReadme: readonly Theme[];
  readonly size?: { readonly width: number; readonly height: number };
  /** Brings the editor, its file open and checked, into the state to be shown. */
  prepare(page: Page): Promise<unknown>;
}

const all: readonly Theme[] = ['dark', 'light', 'high-contrast'];
const pictures: readonly Picture[] = [
  {
    name: 'editor',
    file: 'half-written-design.md',
    themes: all,
    inReadme: ['dark', 'light'],
    prepare: async (page) => {
      await openPhases(page);
      await goToLine(page, 49);
      await page.waitForSelector('.monaco-list-row.selected[aria-label^="Interfaces"]');
    },
  },
  {
    name: 'completion',
    file: 'half-written-design.md',
    themes: all,
    inReadme: ['dark'],
    prepare: async (page) => {
      await openPhases(page);
      await goToLine(page, 58);
      await page.keyboard.press('Enter');
      await page.keyboard.type('## ');
      await page.waitForSelector('.suggest-widget.visible .monaco-list-row');
    },
  },
  {
    name: 'hover',
    file: 'half-written-design.md',
    themes: all,
    inReadme: ['light'],
    prepare: async (page) => {
      await openPhases(page);
      await goToLine(page, 29);
      await page.keyboard.press('End');
      await runCommand(page, 'Show or Focus Hover');
      await page.waitForSelector('.monaco-hover:not(.hidden) .hover-row');
    },
  },
  {
    name: 'team',
    file: 'team/reviews/checkout.md',
    themes: all,
    inReadme: ['dark'],
    prepare: async (page) => {
      await openPhases(page);
      await goToLine(page, 18);
      await runCommand(page, 'Show or Focus Hover');
      await page.waitForSelector('.monaco-hover:not(.hidden) .hover-row');
    },
  },
  {
    name: 'explain',
    file: 'team/reviews/checkout.md',
    themes: ['light'],
    inReadme: [],
    prepare: async (page) => {
      await openPhases(page);
      await runCommand(page, 'Design Docs: Explain This Document');
      const preview = page.frameLocator('iframe.webview').frameLocator('#active-frame');
      await preview.locator('table').waitFor();
    },
  },
  {
    name: 'narrow',
    file: 'half-written-design.md',
    themes: ['dark', 'light'],
    inReadme: [],
    size: { width: 720, height: 760 },
    prepare: openPhases,
  },
  { name: 'start', file: 'technical-design.md', themes: ['dark'], inReadme: [], prepare: openPhases },
];

await build();
const vsix = await packageVsix();
for (const folder of [shown, others]) mkdirSync(folder, { recursive: true });
const [wanted] = process.argv.slice(2);
for (const picture of pictures.filter(({ name }) => !wanted || name === wanted))
  for (const theme of picture.themes) await take(picture, theme);
process.exit();

async function take({ name, file, size, inReadme, prepare }: Picture, theme: Theme): Promise<void> {
  const workspace = mkdtempSync(join(tmpdir(), 'design-docs-pictures-'));
  cpSync(join(root, 'samples'), workspace, { recursive: true });
  const editor = await open(workspace, file, theme, size);
  try {
    await prepare(editor.page);
    const path = join(inReadme.includes(theme) ? shown : others, `${name}-${theme}.png`);
    await editor.page.screenshot({ path, animations: 'disabled' });
    console.log(path);
  } finally {
    await editor.close();
    rmSync(workspace, { recursive: true, force: true });
  }
}

function open(workspace: string, file: string, theme: Theme, size: Picture['size']): Promise<Editor> {
  return openEditor({
    folder: workspace,
    file: join(workspace, file),
    vsix,
    size: size ?? { width: 1280, height: 800 },
    settings: { ...calmSettings, 'workbench.colorTheme': themes[theme], 'workbench.startupEditor': 'none' },
  });
}

/** Opens the view once the server has told of the document, which the status bar shows. */
async function openPhases(page: Page): Promise<void> {
  await page.waitForSelector('.statusbar-item[id="design-docs.design-docs.designDocs.status"]');
  // Its badge lies over it, and is clicked like it.
  await page.click('.activitybar a[aria-label^="Design Docs"]', { force: true });
  await page.waitForSelector('.pane-body .monaco-list-row[aria-label^="Phase "]');
}

async function goToLine(page: Page, line: number): Promise<void> {
  await page.click('.monaco-editor .view-lines');
  await page.keyboard.press('Control+G');
  await page.keyboard.type(String(line));
  await page.keyboard.press('Enter');
}

async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  await page.waitForSelector('.quick-input-widget:not(.hidden) input');
  await page.keyboard.type(title);
  await page.waitForSelector(`.quick-input-list .monaco-list-row[aria-label*="${title}"]`);
  await page.keyboard.press('Enter');
}
