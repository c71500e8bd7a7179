import Mocha from 'mocha';

/**
 * Runs the tests that `load` requires in the extension host, with Mocha's `suite` and `test`. Only tests whose title
 * contains `words` run. Each printed line starts with `[e2e]`, to distinguish it from the editor's log. The last line
 * has the counts.
 */
export async function runTests(words: string, load: () => void): Promise<void> {
  // Mocha's other reporters print colors and columns, which do not work in the editor's log.
  const mocha = new Mocha({ ui: 'tdd', reporter: Mocha.reporters.Base, timeout: 60_000 });
  mocha.fgrep(words);
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  load();
  const failed = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    const { constants } = Mocha.Runner;
    runner.on(constants.EVENT_TEST_PASS, (test) => print(`✔ ${test.fullTitle()} (${test.duration} ms)`));
    runner.on(constants.EVENT_TEST_PENDING, (test) => print(`- ${test.fullTitle()}`));
    runner.on(constants.EVENT_TEST_FAIL, (test, error) => print(`✖ ${test.fullTitle()}\n${error.stack}`));
    runner.on(constants.EVENT_RUN_END, () => {
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
      print(`${passes} passed, ${failures} failed, ${pending} skipped`);
    });
  });
  if (failed > 0) throw new Error(`${failed} failed`);
}

function print(text: string): void {
  console.log(text.replace(/^/gm, '[e2e] '));
}
