/** The contents of all fenced code blocks of a language in a Markdown text. */
export function fences(text: string, language: string): string[] {
  const found = text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'));
  return [...found].map(([, content = '']) => content);
}
