import { testExamples } from '../document/examples.ts';
import { designDoc, plain, SERVICE } from '../support/service.ts';

testExamples(new URL('highlights.md', import.meta.url), (input) => {
  const found = SERVICE.highlights(designDoc(input));
  return (
    found.map(({ kind, start, end }) => `${kind}: ${plain(input.slice(start, end))}`).join('\n') || 'nothing'
  );
});
