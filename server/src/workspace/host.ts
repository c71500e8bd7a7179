/** The engine's only access to files. An editor, the command line, and tests each provide one. */
export interface Host {
  /**
   * Reads the text of a file, including unsaved changes. Resolves to `undefined` if the file does not exist, or if
   * `bounds` is given and links on disk lead outside all of these folders, which are URIs.
   */
  read(uri: string, bounds?: readonly string[]): Promise<string | undefined>;
}
