import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../esbuild.mjs';
import { goToLine, openPhases, openPreview, runCommand } from './editor/drive.ts';
import { type Editor, openEditor } from './editor/open.ts';
import { withFewColors } from './editor/palette-png.ts';
import { root } from './editor/prepare.ts';
import { calmSettings } from './editor/server.ts';
import { WALKTHROUGH_PICTURES } from './generate/walkthrough.ts';
import { packageVsix } from './package.ts';
import { type Picture, type Theme, themes } from './picture.ts';
import { reportPictures } from './report-pictures.ts';
import { walkthroughPictures } from './walkthrough-pictures.ts';

/**
 * Takes pictures in a real editor with the packaged VSIX. Pictures of the README are written to `media/pictures/`,
 * pictures of the walkthrough to `media/walkthrough/`, and all others, which are for review only, to
 * `.cache/pictures/`. With a name as the argument, takes only that picture.
 */
const shown = join(root, 'media', 'pictures');
const inWalkthrough = join(root, WALKTHROUGH_PICTURES);
const others = join(root, '.cache', 'pictures');

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
      await runCommand(page, 'Design Docs: Why Is This File Checked?');
      const preview = page.frameLocator('iframe.webview').frameLocator('#active-frame');
      await preview.locator('table').waitFor();
    },
  },
  {
    name: 'preview',
    file: 'half-written-design.md',
    themes: all,
    inReadme: ['dark'],
    size: { width: 1000, height: 720 },
    prepare: async (page) => {
      await openPreview(page);
      const preview = page.frameLocator('iframe.webview').frameLocator('#active-frame');
      await preview.locator('#quality').evaluate((heading) => {
        heading.style.scrollMarginTop = '16px';
        heading.scrollIntoView();
      });
    },
  },
  {
    name: 'preview-narrow',
    file: 'half-written-design.md',
    themes: ['light'],
    inReadme: [],
    size: { width: 480, height: 800 },
    prepare: openPreview,
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
  ...walkthroughPictures,
];

await build();
const vsix = await packageVsix();
for (const folder of [shown, inWalkthrough, others]) mkdirSync(folder, { recursive: true });
const [wanted] = process.argv.slice(2);
for (const picture of pictures.filter(({ name }) => !wanted || name === wanted))
  for (const theme of picture.themes) await take(picture, theme);
if (!wanted || wanted === 'report') await reportPictures(root, shown);
process.exit();

async function take(picture: Picture, theme: Theme): Promise<void> {
  const { name, file, inReadme, prepare, part } = picture;
  const workspace = mkdtempSync(join(tmpdir(), 'design-docs-pictures-'));
  cpSync(join(root, 'samples'), workspace, { recursive: true });
  const editor = await open(workspace, join(workspace, file), theme, picture);
  try {
    await prepare(editor.page);
    const folder = inReadme.includes(theme) ? shown : part ? inWalkthrough : others;
    const path = join(folder, `${name}-${theme}.png`);
    const clip = await part?.(editor.page);
    const png = await editor.page.screenshot({ animations: 'disabled', ...(clip && { clip }) });
    writeFileSync(path, clip ? await withFewColors(editor.page, png) : png);
    console.log(`${path} ${Math.ceil(statSync(path).size / 1024)} KB`);
  } finally {
    await editor.close();
    rmSync(workspace, { recursive: true, force: true });
  }
}

function open(folder: string, file: string, theme: Theme, { size, settings }: Picture): Promise<Editor> {
  return openEditor({
    folder,
    file,
    vsix,
    size: size ?? { width: 1280, height: 800 },
    settings: {
      ...calmSettings,
      'workbench.colorTheme': themes[theme],
      'workbench.startupEditor': 'none',
      ...settings,
    },
  });
}
