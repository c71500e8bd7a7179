import assert from 'node:assert/strict';
import type { TreeItem } from 'vscode';
import type { Row } from '../../client/src/views/rows.ts';
import { api } from './editor.ts';

/** Helpers for the tests of the Phases view. */

/** The label and description of each row, indented by nesting. */
export async function outline(parent?: Row, indent = ''): Promise<string[]> {
  const lines: string[] = [];
  for (const each of await children(parent)) {
    lines.push(`${indent}${await textOf(each)}`, ...(await outline(each, `${indent}  `)));
  }
  return lines;
}

export function phasesOf(lines: readonly string[]): string[] {
  return lines.filter((line) => !line.startsWith(' '));
}

/** The first row with a label, at any depth. */
export async function row(label: string): Promise<Row> {
  const found = (await rows()).find((each) => each.label === label);
  assert.ok(found, label);
  return found;
}

async function rows(parent?: Row): Promise<Row[]> {
  const all = await children(parent);
  return [...all, ...(await Promise.all(all.map(rows))).flat()];
}

async function children(parent?: Row): Promise<Row[]> {
  const { provider } = (await api()).phases;
  return (await provider.getChildren(parent)) ?? [];
}

async function textOf(each: Row): Promise<string> {
  const item: TreeItem = await (await api()).phases.provider.getTreeItem(each);
  return `${item.label} ${item.description}`;
}
