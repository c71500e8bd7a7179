import { readdir } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { FindMarkdown } from './lsp/workspace-files.ts';

const MOST_FILES = 10_000;

/** The Markdown files under folders on this machine's disk, without hidden folders, packages and links. */
export const findMarkdown: FindMarkdown = async (folders) => {
  const found: string[] = [];
  const left = folders
    .filter((uri) => uri.startsWith('file:'))
    .map((uri) => new URL(uri.replace(/\/?$/, '/')));
  for (let folder = left.pop(); folder && found.length < MOST_FILES; folder = left.pop()) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (entry.isDirectory() && !/^\.|^node_modules$/.test(entry.name))
        left.push(pathToFileURL(`${fileURLToPath(folder)}${entry.name}/`));
      else if (entry.isFile() && /\.(?:md|markdown)$/i.test(entry.name))
        found.push(pathToFileURL(fileURLToPath(folder) + entry.name).href);
    }
  }
  return found.slice(0, MOST_FILES);
};
