import type { Location, Position } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Service } from '../service/service.ts';
import type { Template } from '../template/template.ts';
import type { Range } from '../text/range.ts';
import type { Client } from './client.ts';
import type { OpenDocument } from './documents.ts';

/**
 * The location of a range of a document's template, in the lines of the stored file. `range` is in offsets of the
 * template's Markdown, which may start below front matter. `undefined` if there is no range or the client cannot open
 * the template.
 */
export type Locate = (document: OpenDocument, range: Range | undefined) => Location | undefined;

/** Creates a `Locate` that keeps the line index of each template. */
export function locateInTemplates({ templatesFolder }: Client, service: Service): Locate {
  const texts = new WeakMap<Template, TextDocument>();
  return (document, range) => {
    const { template } = range ? service.analyze(document).recognition : {};
    const known = document.environment.templates.find(({ id }) => id === template?.id);
    const address = known?.uri ?? (known && templatesFolder && `${templatesFolder}${known.id}.md`);
    if (!range || !known || address === undefined) return undefined;
    const { markdown } = known.template;
    const text = texts.get(known.template) ?? TextDocument.create(address, 'markdown', 0, markdown.text);
    texts.set(known.template, text);
    const inFile = (offset: number): Position => {
      const { line, character } = text.positionAt(offset);
      return { line: line + known.linesAbove, character };
    };
    return { uri: address, range: { start: inFile(range.start), end: inFile(range.end) } };
  };
}
