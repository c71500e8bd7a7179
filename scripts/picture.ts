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
  /** The themes in which the README shows the picture. */
  readonly inReadme: readonly Theme[];
  readonly size?: { readonly width: number; readonly height: number };
  /** User settings in addition to the theme. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Brings the editor, in which the file is open and checked, into the state that the picture shows. */
  prepare(page: Page): Promise<unknown>;
  /** The part of the window that a walkthrough picture shows. Without it, the picture shows the whole window. */
  part?(page: Page): Promise<Part>;
}

export interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
