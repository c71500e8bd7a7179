import { createHash } from 'node:crypto';
import type { FileResult, FindingResult } from '../schema.ts';

/** A finding's fingerprint among those of all files; a finding's own is unique in its file only. */
export function fingerprintIn(
  { path }: Pick<FileResult, 'path'>,
  { fingerprint }: Pick<FindingResult, 'fingerprint'>,
): string {
  return createHash('sha256').update(`${path}\n${fingerprint}`).digest('hex');
}
