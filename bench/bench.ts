/** Measures what one document costs, and then what a folder of them costs as whole processes. */
await import('./document.ts');
await import('./folder.ts');
