import { type Binding, bind, isMistyped } from '../../document/bind.ts';
import type { DesignDocument } from '../../document/document.ts';
import { renameHeading } from '../../document/edits/headings.ts';
import type { Section } from '../../structure/sections.ts';
import type { TemplateSection } from '../../template/template.ts';
import { fold } from '../../text/fold.ts';
import type { Lineage } from './lineage.ts';
import { type Change, leftAlone, type Note, type Plan, type Step } from './step.ts';

/** Renames headings with an old or a misspelled name to the template's current name. */
export const renameHeadings: Step = ({ document, findings }, lineage): Plan => {
  const { outline, binding } = document;
  const old = lineage && bind(lineage.old, outline);
  const fixable = new Set(
    findings.filter(({ rule }) => rule === 'misspelled-heading').map(({ start }) => start),
  );
  const plans = outline.sections.map((section): Change | Note | undefined => {
    const before = lineage && old && formerly(section, lineage, old, binding);
    if (before) return before.known ? renamed(document, section, before.known) : before.note;
    const known = binding.templates.get(section);
    if (!known || section.name === known.names[0]) return undefined;
    if (!binding.misspelled.has(section)) return renameAlias(document, section, known);
    return fixable.has(section.heading.start) ? fixName(document, section, known) : undefined;
  });
  return {
    changes: plans.flatMap((plan) => (plan && 'edits' in plan ? [plan] : [])),
    notes: plans.flatMap((plan) => (plan && 'text' in plan ? [plan] : [])),
  };
};

type Former =
  | { readonly known: TemplateSection; readonly note?: never }
  | { readonly known?: never; readonly note: Note };

/** The current section for a heading of the old template whose name the current template does not have. */
function formerly(
  section: Section,
  { newOf, unclear }: Lineage,
  old: Binding,
  { sections, templates, misspelled }: Binding,
): Former | undefined {
  const former = old.templates.get(section);
  if (!former || old.misspelled.has(section) || old.wrongRank.has(section)) return undefined;
  const own = misspelled.has(section) ? undefined : templates.get(section);
  if (own) return undefined;
  const known = newOf.get(former);
  if (known) {
    const taken = sections.get(known);
    if (!taken || taken === section) return { known };
    return {
      note: leftAlone(
        section.title,
        `it is now called “${known.title}”, and the document already has that section`,
      ),
    };
  }
  const candidates = unclear.get(former);
  if (candidates) return { note: leftAlone(section.title, possibleMatches(candidates)) };
  const near = templates.get(section);
  return near && { note: leftAlone(section.title, `it may now be called “${near.title}”`) };
}

function possibleMatches(candidates: readonly TemplateSection[]): string {
  const titles = candidates.map(({ title }) => `“${title}”`);
  return titles.length === 1
    ? `it may now be ${titles[0]}, and so may another section`
    : `it may now be any of ${titles.join(', ')}`;
}

function renameAlias(document: DesignDocument, section: Section, known: TemplateSection): Change | Note {
  const { binding, outline } = document;
  const rivals = outline.sections.filter(
    (other) =>
      known.names.includes(other.name) &&
      other.rank === section.rank &&
      other.parent === section.parent &&
      (other === section || !binding.templates.has(other)),
  );
  if (rivals.length > 1)
    return leftAlone(known.title, `${rivals.length} sections may be this one (${titlesOf(rivals)})`);
  if (binding.wrongRank.has(section))
    return leftAlone(section.title, `it may be “${known.title}”, but its heading has another level`);
  return renamed(document, section, known);
}

function titlesOf(sections: readonly Section[]): string {
  return sections.map(({ title }) => title).join(', ');
}

/** Fixes a misspelled name. A name with additional words is kept, because they may matter. */
function fixName(document: DesignDocument, section: Section, known: TemplateSection): Change | Note {
  const words = new Set(wordsOf(known.title));
  const saysMore = !isMistyped(known, section) && wordsOf(section.title).some((word) => !words.has(word));
  return saysMore
    ? leftAlone(section.title, `it looks like “${known.title}” but has additional words`)
    : renamed(document, section, known);
}

function wordsOf(title: string): string[] {
  return fold(title).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

function renamed({ markdown }: DesignDocument, section: Section, known: TemplateSection): Change | Note {
  const edit = renameHeading(markdown.text, section.heading, known.title);
  // A link or a tag in the heading would be lost.
  return /[[\]<>]/.test(markdown.text.slice(edit.start, edit.end))
    ? leftAlone(section.title, `it is now called “${known.title}”, but its heading contains a link or a tag`)
    : { about: section.title, edits: [edit] };
}
