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
  /** Markdown; or what is to be described once somebody looks at the entry, since that takes longer than the list. */
  readonly documentation: string | Subject;
  /** Replaces text on the cursor's line only; `newText` is a snippet. */
  readonly edit: TextEdit;
  /** What the text between the edit's start and the cursor is compared with. */
  readonly filterText: string;
  /** Further edits elsewhere, without tab stops. */
  readonly otherEdits?: readonly TextEdit[];
  readonly preselect?: boolean;
}

/** The characters that open the list by themselves. Never a line break: Enter would then accept an entry. */
export const TRIGGER_CHARACTERS: readonly string[] = ['#', '<', '!', ':', '|', ' '];

/** What the lists draw on besides the document. */
export interface Known {
  readonly templates: readonly TemplateName[];
  /** What is wrong in the document; asked only where a suppression is being written. */
  findings(): readonly Finding[];
}

/** A template as directives and front matter name it. */
export interface TemplateName {
  readonly id: string;
  readonly title: string;
}

/** What an entry of the completion list is about, by name, so that it can be told of when somebody looks at it. */
export interface Subject {
  readonly kind: 'section' | 'level' | 'rule';
  readonly id: string;
}
