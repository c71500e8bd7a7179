import { testExamples } from '../document/examples.ts';
import { atCursor, plain, SERVICE } from '../support/service.ts';

testExamples(new URL('hover.md', import.meta.url), (input) => {
  const { source, offset } = atCursor(input);
  const hover = SERVICE.hover(source, offset);
  if (!hover) return 'nothing';
  const { text } = source.markdown;
  return `[${plain(text.slice(hover.start, hover.end))}]\n\n${plain(hover.text)}`;
});
