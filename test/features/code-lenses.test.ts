import { testExamples } from '../document/examples.ts';
import { designDoc, plain, SERVICE } from '../support/service.ts';

testExamples(new URL('code-lenses.md', import.meta.url), (input) => {
  const lenses = SERVICE.codeLenses(designDoc(input)).map(
    ({ start, end, title, action }) =>
      `[${plain(input.slice(start, end))}]\n${title} → ${action ?? 'nothing'}`,
  );
  return lenses.join('\n') || 'none';
});
