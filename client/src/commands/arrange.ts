import type { Handler } from './handler.ts';

export const showOnlyLeft: Handler = ({ phases }) => phases.arrange({ onlyLeft: true });
export const showAll: Handler = ({ phases }) => phases.arrange({ onlyLeft: false });
export const showInDocumentOrder: Handler = ({ phases }) => phases.arrange({ inDocumentOrder: true });
export const groupByPhase: Handler = ({ phases }) => phases.arrange({ inDocumentOrder: false });
