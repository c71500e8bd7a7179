/** The engine's only view of the world: an editor, a disk, or a test. */
export interface Host {
  /**
   * The text of a file as the user has it now, unsaved changes included; `undefined` if there is no such file, or if links
   * on the disk lead out of all the folders with the URIs `bounds`, where they are given.
   */
  read(uri: string, bounds?: readonly string[]): Promise<string | undefined>;
}
