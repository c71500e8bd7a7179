import { testExamples } from '../document/examples.ts';
import { SERVICE, sourceOf } from '../support/service.ts';

testExamples(new URL('explain.md', import.meta.url), (text, path) =>
  // Fences and headings are indented, so that the examples' own stay apart.
  SERVICE.explain(sourceOf(`file:///home/${path || 'payments.md'}`, text))
    .trimEnd()
    .replace(/^(?=.)/gm, '  '),
);
