/** How the server reads files by itself. The launcher for each platform provides it. */
export interface FileAccess {
  readonly readFile: ReadFile;
  readonly isOutside: IsOutside;
  readonly findMarkdown: FindMarkdown;
}

/** Reads a file from the server's disk. `undefined` if it does not exist, cannot be read, or is not on that disk. */
export type ReadFile = (uri: string) => Promise<string | undefined>;

/**
 * Whether a file is outside of all the given folders once symbolic links on the server's disk are resolved. False for a
 * file that does not exist or is not on that disk.
 */
export type IsOutside = (folders: readonly string[], uri: string) => Promise<boolean>;

/** Finds the Markdown files in folders, given as URIs. Empty if the server has no disk. */
export type FindMarkdown = (folders: readonly string[]) => Promise<readonly string[]>;
