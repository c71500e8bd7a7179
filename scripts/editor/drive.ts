import type { Page } from 'playwright-core';

/** Opens the Phases view once the server has analyzed the document. */
export async function openPhases(page: Page): Promise<void> {
  await documentShown(page);
  // The badge covers the icon and receives the click.
  await page.click('.activitybar a[aria-label^="Design Docs"]', { force: true });
  await page.waitForSelector('.pane-body .monaco-list-row[aria-label^="Phase "]');
}

export async function openPreview(page: Page): Promise<void> {
  await documentShown(page);
  await page.click('.monaco-editor .view-lines');
  await runCommand(page, 'View: Close Primary Side Bar');
  await runCommand(page, 'Markdown: Open Preview');
  const preview = page.frameLocator('iframe.webview').frameLocator('#active-frame');
  await preview.locator('.design-docs-badge').first().waitFor();
}

export async function goToLine(page: Page, line: number): Promise<void> {
  await page.click('.monaco-editor .view-lines');
  await page.keyboard.press('Control+G');
  await page.keyboard.type(String(line));
  await page.keyboard.press('Enter');
}

export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  await page.waitForSelector('.quick-input-widget:not(.hidden) input');
  await page.keyboard.type(title);
  await page.waitForSelector(`.quick-input-list .monaco-list-row[aria-label*="${title}"]`);
  await page.keyboard.press('Enter');
}

/** Waits until the status bar shows that the server has analyzed the document. */
export async function documentShown(page: Page): Promise<void> {
  await page.waitForSelector('.statusbar-item[id="design-docs.design-docs.designDocs.status"]');
}
