import type { Location, Position } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Service } from '../service.ts';
import type { Template } from '../template/template.ts';
import type { Range } from '../text/range.ts';
import type { Client } from './client.ts';
import type { OpenDocument } from './documents.ts';

/** Gives a place in a document's template, counted in the file as it is stored; `undefined` if the client has no such file. */
export type Locate = (document: OpenDocument, range: Range | undefined) => Location | undefined;

export function locateInTemplates({ templatesFolder }: Client, service: Service): Locate {
  const texts = new WeakMap<Template, TextDocument>();
  return (document, range) => {
    const { template } = range ? service.recognition(document) : {};
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
