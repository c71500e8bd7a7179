import type { Finding } from '../rules/check.ts';
import type { Fix } from '../rules/rule.ts';
import { overlaps, type Range } from '../text/range.ts';

export interface CodeAction extends Fix {
  readonly finding: Finding;
}

/** The fixes of the findings that touch a range. */
export function codeActions(findings: readonly Finding[], within: Range): CodeAction[] {
  return findings
    .filter((finding) => overlaps(finding, within))
    .flatMap((finding) => finding.fixes().map((fix) => ({ ...fix, finding })));
}
