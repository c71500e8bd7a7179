import type { Page } from 'playwright-core';

export const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'high-contrast': 'Default High Contrast',
} as const;
export type Theme = keyof typeof themes;

export interface Picture {
  readonly name: string;
  readonly file: string;
  readonly themes: readonly Theme[];
  /** The themes in which the README shows it. */
  readonly inReadme: readonly Theme[];
  readonly size?: { readonly width: number; readonly height: number };
  /** The user's settings besides the theme. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Brings the editor, its file open and checked, into the state to be shown. */
  prepare(page: Page): Promise<unknown>;
  /** The part of the window that the walkthrough shows; without it the whole window is taken, for other places. */
  part?(page: Page): Promise<Part>;
}

export interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
