import conflictingQualityLevel from './conflicting-quality-level.ts';
import duplicateSection from './duplicate-section.ts';
import emptySection from './empty-section.ts';
import leftoverPlaceholder from './leftover-placeholder.ts';
import malformedPhaseMarker from './malformed-phase-marker.ts';
import misplacedSection from './misplaced-section.ts';
import missingQualityLevel from './missing-quality-level.ts';
import missingSection from './missing-section.ts';
import misspelledHeading from './misspelled-heading.ts';
import orphanPhaseMarker from './orphan-phase-marker.ts';
import type { Rule } from './rule.ts';
import unknownQualityLevel from './unknown-quality-level.ts';
import unsetQualityLevel from './unset-quality-level.ts';
import unwrittenSection from './unwritten-section.ts';
import wrongHeadingLevel from './wrong-heading-level.ts';
import wrongPhaseMarker from './wrong-phase-marker.ts';

/** Every rule, in the order of the documentation. */
export const RULES: readonly Rule[] = [
  missingSection,
  duplicateSection,
  misplacedSection,
  misspelledHeading,
  wrongHeadingLevel,
  wrongPhaseMarker,
  malformedPhaseMarker,
  orphanPhaseMarker,
  missingQualityLevel,
  unsetQualityLevel,
  unknownQualityLevel,
  conflictingQualityLevel,
  emptySection,
  unwrittenSection,
  leftoverPlaceholder,
];
