/**
 * Replaces the text between `<!-- generated: NAME -->` and `<!-- /generated -->` in files, which are keyed by path.
 * Throws if a file names an unknown part, or if a part is in no file.
 */
export function fillParts(
  files: ReadonlyMap<string, string>,
  parts: ReadonlyMap<string, string>,
): Map<string, string> {
  const filled = new Set<string>();
  const results = new Map([...files].map(([path, file]) => [path, fillFile(file, parts, filled)]));
  const missing = [...parts.keys()].filter((name) => !filled.has(name));
  if (missing.length > 0) throw new Error(`No file has a place for the part ${missing.join(', ')}.`);
  return results;
}

function fillFile(file: string, parts: ReadonlyMap<string, string>, filled: Set<string>): string {
  return file.replace(
    /(<!-- generated: ([\w-]+) -->\n)[\s\S]*?(<!-- \/generated -->)/g,
    (_, open: string, name: string, close: string) => {
      const part = parts.get(name);
      if (part === undefined) throw new Error(`The part ${name} is unknown.`);
      filled.add(name);
      return `${open}${part}\n${close}`;
    },
  );
}

/** The table of settings, from the manifest. */
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
