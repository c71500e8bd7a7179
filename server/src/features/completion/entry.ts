import type { Finding } from '../../rules/check.ts';
import type { TextEdit } from '../../text/range.ts';

/** One entry of the completion list. */
export interface Completion {
  readonly kind:
    | 'section'
    | 'marker'
    | 'level'
    | 'topic'
    | 'gate'
    | 'waiver'
    | 'anchor'
    | 'file'
    | 'rule'
    | 'directive'
    | 'key';
  readonly label: string;
  readonly detail: string;
  /** Markdown, or a subject whose documentation is computed only when the entry is selected, because that is slow. */
  readonly documentation: string | Subject;
  /** Replaces text on the cursor's line only; `newText` is a snippet. */
  readonly edit: TextEdit;
  /** The text that editors compare with the text between the edit's start and the cursor. */
  readonly filterText: string;
  /** Further edits elsewhere, without tab stops. */
  readonly otherEdits?: readonly TextEdit[];
  readonly preselect?: boolean;
}

/** The characters that open the list automatically. Never a line break, because Enter would then accept an entry. */
export const TRIGGER_CHARACTERS: readonly string[] = ['#', '<', '!', ':', '|', ' '];

/** The data that completions need besides the document. */
export interface CompletionSources {
  readonly templates: readonly TemplateName[];
  /** The findings in the document. Called only for suppression completions. */
  findings(): readonly Finding[];
}

/** A template that directives and front matter can name. */
export interface TemplateName {
  readonly id: string;
  readonly title: string;
}

/** What a completion entry documents, by name, so that its documentation can be computed on demand. */
export interface Subject {
  readonly kind: 'section' | 'level' | 'rule';
  readonly id: string;
}
