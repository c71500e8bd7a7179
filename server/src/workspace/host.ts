/** The engine's only view of the world: an editor, a disk, or a test. */
export interface Host {
  /** The text of a file as the user has it now, unsaved changes included; `undefined` if there is no such file. */
  read(uri: string): Promise<string | undefined>;
}
