import { testExamples } from '../document/examples.ts';
import { SERVICE, sourceOf } from '../support/service.ts';

testExamples(new URL('explain.md', import.meta.url), (text, path) =>
  // Indented, so that fences and headings in the answer do not end the example.
  SERVICE.explain(sourceOf(`file:///home/${path || 'payments.md'}`, text))
    .trimEnd()
    .replace(/^(?=.)/gm, '  '),
);
