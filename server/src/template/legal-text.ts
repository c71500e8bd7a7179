import { isInstruction } from './instruction.ts';

/**
 * Text that a template prescribes word for word. `license` is a statement about rights, such as a license or a waiver.
 * `keywords` is the paragraph that defines MUST and SHOULD, which says nothing about the design.
 */
export type LegalText = 'license' | 'keywords';

/** Recognizes text that every document must keep; `undefined` for all other text. `words` is text without markup. */
export function legalText(words: string): LegalText | undefined {
  if (words.length > LONGEST || ASKS.test(words) || isInstruction(words)) return undefined;
  if (KEYWORDS.test(words) && INTERPRETED.test(words)) return 'keywords';
  return LICENSE.test(words) ? 'license' : undefined;
}

/** Longer text, in UTF-16 code units, is prose about the subject. */
const LONGEST = 1200;

/** Questions and placeholders. */
const ASKS = /\?|[<{[]|\b(?:your|the author|e\.g\.|for example)\b/i;
const KEYWORDS = /\b(?:RFC[ -]?(?:2119|8174)|BCP[ -]?14)\b/i;
const INTERPRETED = /\b(?:MUST|SHALL|SHOULD|MAY|key ?words?|interpreted)\b/;
const LICENSE =
  /\b(?:copyright and related rights|all rights reserved|public domain|SPDX-License-Identifier|licen[cs]ed (?:under|to)|(?:released|distributed|published|available|dual-licensed) under (?:the |a |an )?\S+|may be (?:distributed|reproduced) (?:only )?(?:subject to|under))|^\W*(?:copyright (?:\(c\)|©|\d{4}|by\b)|©|\(c\) \d{4})|\b(?:must (?:not be (?:removed|changed)|be (?:kept|retained|included))|do not (?:remove|change|edit) this (?:notice|paragraph|section|text|line))\b/i;
