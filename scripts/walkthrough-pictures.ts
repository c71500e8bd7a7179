import type { Page } from 'playwright-core';
import { documentShown, goToLine, openPhases, openPreview, runCommand } from './editor/drive.ts';
import type { Part, Picture } from './picture.ts';

type Step = Pick<Picture, 'name' | 'prepare'> & Partial<Pick<Picture, 'file' | 'size'>> & { part: PartOf };
type PartOf = (page: Page) => Promise<Part>;

const steps: readonly Step[] = [
  {
    name: 'begin',
    prepare: async (page) => {
      await documentShown(page);
      await runCommand(page, 'Design Docs: New Design Document');
      await page.waitForSelector('.quick-input-list .monaco-list-row[aria-label*="Enhancement"]');
    },
    part: around('.quick-input-widget'),
  },
  {
    name: 'write',
    prepare: async (page) => {
      await showEditorOnly(page);
      await goToLine(page, 58);
      await page.keyboard.press('Enter');
      await page.keyboard.type('## ');
      await page.waitForSelector('.suggest-widget.visible .monaco-list-row');
    },
    part: around('.suggest-widget.visible', { left: 70, above: 80 }),
  },
  {
    name: 'left',
    size: { width: 1280, height: 640 },
    prepare: openPhases,
    part: around('.part.sidebar', { height: 340 }),
  },
  {
    name: 'raise',
    prepare: async (page) => {
      await documentShown(page);
      await runCommand(page, 'Design Docs: Set Quality Level');
      await page.waitForSelector('.quick-input-list .monaco-list-row[aria-label^="secure"]');
    },
    part: around('.quick-input-widget'),
  },
  {
    name: 'template',
    file: 'team/templates/service-review.md',
    prepare: async (page) => {
      await page.waitForSelector('.monaco-editor .view-line');
      await runCommand(page, 'View: Close Primary Side Bar');
      await goToLine(page, 16);
      // Scrolls past the front matter with the policy. In a loop, because a busy editor may ignore keys.
      const policy = page.locator('.view-line').getByText('guidance:');
      for (let line = 0; line < 60 && (await policy.count()) > 0; line++)
        await page.keyboard.press('Control+ArrowDown');
      await policy.waitFor({ state: 'detached' });
    },
    part: around('.monaco-editor', { width: 520, height: 290 }),
  },
  {
    name: 'read',
    prepare: async (page) => {
      await openPreview(page);
      await page.hover('iframe.webview');
      await page.mouse.wheel(0, 525);
      const preview = page.frameLocator('iframe.webview').frameLocator('#active-frame');
      await preview.locator('body').evaluate(() => new Promise(requestAnimationFrame));
    },
    part: around('.editor-instance', { width: 520, height: 280 }),
  },
];

/**
 * The pictures of the walkthrough's steps, dark and light. They are part of the package, so they have a small palette.
 */
export const walkthroughPictures: readonly Picture[] = steps.map((step) => ({
  file: 'half-written-design.md',
  themes: ['dark', 'light'],
  inReadme: [],
  size: { width: 780, height: 640 },
  settings: { 'editor.minimap.enabled': false, 'editor.stickyScroll.enabled': false },
  ...step,
}));

async function showEditorOnly(page: Page): Promise<void> {
  await documentShown(page);
  await page.click('.monaco-editor .view-lines');
  await runCommand(page, 'View: Close Primary Side Bar');
}

interface Margin {
  readonly left?: number;
  readonly above?: number;
  readonly below?: number;
  readonly width?: number;
  readonly height?: number;
}

/** The bounding box of an element plus margins. With `width` or `height`, only its left or upper part. */
function around(selector: string, { left = 0, above = 0, below = 0, width, height }: Margin = {}): PartOf {
  return async (page) => {
    const box = await page.locator(selector).first().boundingBox();
    if (!box) throw new Error(`Nothing is shown at ${selector}.`);
    const x = Math.max(0, box.x - left);
    const y = Math.max(0, box.y - above);
    return { x, y, width: width ?? box.x + box.width - x, height: height ?? box.y + box.height + below - y };
  };
}
