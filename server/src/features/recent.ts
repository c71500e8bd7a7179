import type { DesignDocument } from '../document/document.ts';
import { saysTheSame } from '../document/says-the-same.ts';
import { changedChunk } from '../markdown/changed.ts';
import type { Markdown } from '../markdown/markdown.ts';
import type { Finding } from '../rules/check.ts';
import { movedFindings } from '../rules/moved.ts';
import { tooLarge } from './too-large.ts';

/** A document at one version, in the light of all else that decides what is found in it. */
interface Asked {
  readonly uri: string;
  readonly markdown: Markdown;
  readonly environment: object;
}

interface Kept extends Asked {
  readonly document: DesignDocument;
  readonly findings: readonly Finding[];
}

/** What was found in the documents that were looked at last: after most edits it is the same, but for where it stands. */
export function keepRecent(): {
  keep(
    asked: Asked,
    findings: readonly Finding[],
    read: { readonly document: DesignDocument | undefined },
  ): void;
  /** What is found now, if that follows from what was found before; `again` finds it anew. */
  moved(asked: Asked, again: () => readonly Finding[]): readonly Finding[] | undefined;
} {
  const kept = new Map<string, Kept>();
  return {
    keep({ uri, markdown, environment }, findings, { document }) {
      kept.delete(uri);
      if (document) kept.set(uri, { uri, markdown, environment, document, findings });
      const [oldest] = kept.keys();
      if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
    },
    moved({ uri, markdown, environment }, again) {
      const last = kept.get(uri);
      if (last?.environment !== environment || tooLarge(markdown)) return undefined;
      const changed = changedChunk(last.markdown, markdown);
      if (!changed || !saysTheSame(last.document, changed, markdown)) return undefined;
      return movedFindings(last.findings, changed, again);
    },
  };
}

/** Authors write in a few documents at a time. */
const MOST = 8;
