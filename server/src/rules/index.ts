import conflictingQualityLevel from './conflicting-quality-level.ts';
import duplicateSection from './duplicate-section.ts';
import emptySection from './empty-section.ts';
import leftoverGuidance from './leftover-guidance.ts';
import leftoverPlaceholder from './leftover-placeholder.ts';
import malformedPhaseMarker from './malformed-phase-marker.ts';
import misplacedSection from './misplaced-section.ts';
import missingGate from './missing-gate.ts';
import missingPhaseMarker from './missing-phase-marker.ts';
import missingQualityLevel from './missing-quality-level.ts';
import missingSection from './missing-section.ts';
import missingTitle from './missing-title.ts';
import missingTopic from './missing-topic.ts';
import misspelledHeading from './misspelled-heading.ts';
import multipleTitles from './multiple-titles.ts';
import orphanPhaseMarker from './orphan-phase-marker.ts';
import type { Rule, RuleInfo, TemplateRule } from './rule.ts';
import templateDuplicateHeading from './template-duplicate-heading.ts';
import templateLevel from './template-level.ts';
import templateMarker from './template-marker.ts';
import templatePolicy from './template-policy.ts';
import templateUnusable from './template-unusable.ts';
import unexplainedWaiver from './unexplained-waiver.ts';
import unknownChoice from './unknown-choice.ts';
import unknownQualityLevel from './unknown-quality-level.ts';
import unknownSuppression from './unknown-suppression.ts';
import unmeasurableGoal from './unmeasurable-goal.ts';
import unresolvedQuestion from './unresolved-question.ts';
import unsetQualityLevel from './unset-quality-level.ts';
import unusedSuppression from './unused-suppression.ts';
import unwrittenSection from './unwritten-section.ts';
import wrongHeadingLevel from './wrong-heading-level.ts';
import wrongPhaseMarker from './wrong-phase-marker.ts';

/** The rules for documents, in the order of the documentation. */
export const RULES: readonly Rule[] = [
  missingSection,
  duplicateSection,
  misplacedSection,
  misspelledHeading,
  wrongHeadingLevel,
  missingTitle,
  multipleTitles,
  missingPhaseMarker,
  wrongPhaseMarker,
  malformedPhaseMarker,
  orphanPhaseMarker,
  missingQualityLevel,
  unsetQualityLevel,
  unknownQualityLevel,
  conflictingQualityLevel,
  emptySection,
  unwrittenSection,
  leftoverGuidance,
  leftoverPlaceholder,
  missingTopic,
  unmeasurableGoal,
  missingGate,
  unexplainedWaiver,
  unresolvedQuestion,
  unknownChoice,
];

/** The rules about suppressions. They run last and cannot be suppressed. */
export const SUPPRESSION_RULES: readonly Rule[] = [unknownSuppression, unusedSuppression];

/** The rules for template files. */
export const TEMPLATE_RULES: readonly TemplateRule[] = [
  templateMarker,
  templateLevel,
  templatePolicy,
  templateDuplicateHeading,
  templateUnusable,
];

/** All rules, in the order of the documentation. */
export const ALL_RULES: readonly RuleInfo[] = [...RULES, ...SUPPRESSION_RULES, ...TEMPLATE_RULES];
