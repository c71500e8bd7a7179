import { createHash } from 'node:crypto';
import type { FileResult, FindingResult } from '../schema.ts';

/** A fingerprint that is unique across files. The finding's own fingerprint is unique only in its file. */
export function fingerprintIn(
  { path }: Pick<FileResult, 'path'>,
  { fingerprint }: Pick<FindingResult, 'fingerprint'>,
): string {
  return createHash('sha256').update(`${path}\n${fingerprint}`).digest('hex');
}
