import { applyFix } from './apply-fix.ts';
import { checkTextTool } from './check-text.ts';
import { listDocuments } from './list-documents.ts';
import { nextSection } from './next-section.ts';
import { readinessTool } from './readiness.ts';
import type { Tool } from './tool.ts';

/** Every tool, in the order in which an agent typically uses them. */
export const TOOLS: readonly Tool[] = [listDocuments, readinessTool, nextSection, checkTextTool, applyFix];
