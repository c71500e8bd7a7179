export const FORMAT_NAMES = [
  'text',
  'json',
  'jsonl',
  'sarif',
  'junit',
  'github',
  'gitlab',
  'markdown',
] as const;

export const REPORT_FORMAT_NAMES = ['text', 'markdown', 'json', 'html'] as const;
