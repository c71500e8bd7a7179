import { inlayHints } from '../server/src/features/progress/inlay-hints.ts';
import type { Markdown } from '../server/src/markdown/markdown.ts';
import { codeActions, ofDocument, readinessOf } from '../server/src/service/answers.ts';
import { createService } from '../server/src/service/service.ts';
import type { Range } from '../server/src/text/range.ts';
import { plainEnvironment } from '../server/src/workspace/environment.ts';

/** The questions that the engine benchmark asks about one document. Offsets are UTF-16 code units. */
export interface Questions {
  /** Throws if the document has a warning or an error, because the benchmark would then measure more than it says. */
  findings(markdown: Markdown): unknown;
  readiness(markdown: Markdown): unknown;
  hints(markdown: Markdown, visible: Range): unknown;
  actions(markdown: Markdown, cursor: Range): unknown;
}

/** The only place where the benchmark calls the engine's service. */
export function openQuestions(): Questions {
  const environment = plainEnvironment();
  const service = createService({
    onRuleError(rule, error) {
      throw new Error(`The rule ${rule} failed.`, { cause: error });
    },
  });
  const analyze = (markdown: Markdown) => service.analyze({ uri: 'bench.md', markdown, environment });
  return {
    findings(markdown) {
      const { findings } = analyze(markdown);
      const problem = findings.find(({ severity }) => severity === 'warning' || severity === 'error');
      if (problem) throw new Error(`The benchmark's document has a finding: ${problem.message}`);
      return findings;
    },
    readiness: (markdown) => readinessOf(analyze(markdown)),
    hints: (markdown, visible) =>
      ofDocument(analyze(markdown), (document) => inlayHints(document, visible), []),
    actions: (markdown, cursor) => codeActions(analyze(markdown), cursor),
  };
}
