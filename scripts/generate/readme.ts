/**
 * Replaces what stands between `<!-- generated: NAME -->` and `<!-- /generated -->`. Throws if the file has a part
 * that nobody generates, or lacks one that somebody does.
 */
export function fillParts(file: string, parts: ReadonlyMap<string, string>): string {
  const filled = new Set<string>();
  const result = file.replace(
    /(<!-- generated: ([\w-]+) -->\n)[\s\S]*?(<!-- \/generated -->)/g,
    (_, open: string, name: string, close: string) => {
      const part = parts.get(name);
      if (part === undefined) throw new Error(`Nobody generates the part ${name}.`);
      filled.add(name);
      return `${open}${part}\n${close}`;
    },
  );
  const missing = [...parts.keys()].filter((name) => !filled.has(name));
  if (missing.length > 0) throw new Error(`The file has no part for ${missing.join(', ')}.`);
  return result;
}

/** The table of settings for the README, from the manifest's own entries. */
export function settingsTable(manifest: string): string {
  const { properties } = JSON.parse(manifest).contributes.configuration;
  const rows = Object.entries<Record<string, unknown>>(properties).map(([name, setting]) => {
    const text = String(setting['markdownDescription'] ?? setting['description']).replace(
      /`#([\w.]+)#`/g,
      '`$1`',
    );
    return `| \`${name}\` | \`${JSON.stringify(setting['default'])}\` | ${text} |`;
  });
  return ['| Setting | Default | What it does |', '| --- | --- | --- |', ...rows].join('\n');
}
