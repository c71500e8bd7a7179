import { existsSync, globSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { createEngine } from '../../server/src/cli/engine.ts';
import { shownPath } from '../../server/src/cli/files/paths.ts';
import { readMarkdown } from '../../server/src/cli/files/read.ts';
import { boundAt } from '../../server/src/document/document.ts';
import type { Finding } from '../../server/src/rules/check.ts';
import type { Analysis } from '../../server/src/service/service.ts';
import { type Section, sectionAt } from '../../server/src/structure/sections.ts';
import { lineAt, lineStarts } from '../../server/src/text/lines.ts';
import { builtinTemplates } from '../../server/src/workspace/environment.ts';

/** Documents of one project. The config file in their folder maps each to the template that it was written from. */
export interface Family {
  readonly name: string;
  readonly documents: readonly CheckedDocument[];
}

export interface CheckedDocument {
  readonly family: string;
  /** Relative to the folder of the family, with slashes. */
  readonly path: string;
  readonly lines: readonly string[];
  readonly findings: readonly FamilyFinding[];
  /** The line of the heading of the innermost section around a line; 0 before the first heading. */
  headingLineOf(line: number): number;
}

export interface FamilyFinding extends Pick<Finding, 'rule' | 'severity' | 'message'> {
  readonly document: CheckedDocument;
  /** Counted from 1. */
  readonly line: number;
  /** The title of the innermost section around the finding; empty before the first heading. */
  readonly section: string;
  /** The lines of the template for what the finding is about. */
  templateLines(): readonly string[];
}

/** The families in a folder, or the family that the folder is. Empty if no config file is there. */
export function familyFolders(folder: string): string[] {
  const isFamily = (path: string): boolean => existsSync(join(path, '.design-docs.yaml'));
  if (isFamily(folder)) return [folder];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name))
    .filter(isFamily)
    .sort();
}

/** Checks the design documents of each family, as the command line does in the family's folder. */
export async function checkFamilies(folders: readonly string[]): Promise<Family[]> {
  const builtin = builtinTemplates();
  const families: Family[] = [];
  for (const folder of folders) {
    const name = basename(resolve(folder));
    const engine = createEngine({ cwd: folder }, { builtin });
    const documents: CheckedDocument[] = [];
    for (const file of globSync('**/*.md', { cwd: folder, exclude: ['_t/**'] }).sort()) {
      const path = join(folder, file);
      const source = await engine.sourceOf(path, readMarkdown(path).text ?? '');
      const analysis = engine.service.analyze(source);
      const [problem] = engine.takeProblems(file);
      if (problem) throw new Error(problem.message);
      if (analysis.recognition.kind === 'document')
        documents.push(checkedDocument(name, shownPath(folder, path), analysis));
    }
    families.push({ name, documents });
  }
  return families;
}

function checkedDocument(family: string, path: string, analysis: Analysis): CheckedDocument {
  const { text } = analysis.markdown;
  const starts = lineStarts(text);
  const findings: FamilyFinding[] = [];
  const outline = analysis.document?.outline;
  const around = (offset: number): Section | undefined => outline && sectionAt(outline, offset);
  const document: CheckedDocument = {
    ...{ family, path, findings },
    lines: text.split(/\r\n|\n|\r/),
    headingLineOf(line) {
      const section = around(starts[line - 1] ?? text.length);
      return section ? lineAt(starts, section.heading.start) + 1 : 0;
    },
  };
  for (const finding of analysis.findings) {
    const { rule, severity, message, start } = finding;
    findings.push({
      ...{ document, rule, severity, message },
      line: lineAt(starts, start) + 1,
      section: around(start)?.title ?? '',
      templateLines: () => templateLines(analysis, finding),
    });
  }
  return document;
}

/** The lines of the template that a finding refers to, or else those of the section around it. */
function templateLines({ document }: Analysis, { start, related }: Finding): string[] {
  if (!document) return [];
  const { template } = document;
  const { text } = template.markdown;
  const named = related
    .filter((each) => each.in === 'template')
    .map((each) => sectionAt(template.outline, each.start));
  const around = boundAt(document, start)?.known.source;
  const sections = named.length > 0 ? named : [around];
  return sections.flatMap((section) => (section ? text.slice(section.start, section.end).split('\n') : []));
}
