import type { Badge } from './badges.ts';

/** The part of markdown-it's tokens that is used here. */
export interface Token {
  readonly type: string;
  readonly tag: string;
  readonly content: string;
  /** The first line and the line after the last one, counted from 0. Table cells have none. */
  readonly map: readonly [number, number] | null;
  readonly children: readonly Token[] | null;
}

export const BADGE = 'design_docs_badge';

export interface BadgeToken extends Token {
  readonly badge: Badge;
}

/** A badge and where to insert it: before the child `child` of the token `inline`, or after the last child. */
export interface PlacedBadge {
  readonly badge: Badge;
  readonly inline: Token;
  readonly child: number;
}

/** A line of text that can have a badge. */
interface Line extends Omit<PlacedBadge, 'badge'> {
  readonly line: number;
  readonly at: Badge['at'];
  readonly source: string;
}

/**
 * Finds the place of each badge. The preview may show a newer or older text than the one that the server read, so a
 * badge whose line has changed gets no place. The badge of a level in the front matter, which a preview may hide,
 * goes after the title, or after the first heading if there is no title.
 */
export function placeBadges(tokens: readonly Token[], badges: readonly Badge[]): readonly PlacedBadge[] {
  if (badges.length === 0) return [];
  const wanted = new Set(badges.map(({ line }) => line));
  const lines = [...linesOf(tokens)].filter(({ line }) => wanted.has(line));
  const front = tokens.find(({ type }) => type === 'front_matter')?.map?.[1] ?? 0;
  return badges.flatMap((badge) => {
    const place = badge.line < front ? titleOf(tokens) : lines.find((line) => matches(line, badge));
    return place ? [{ badge, inline: place.inline, child: place.child }] : [];
  });
}

/** Adds badges to tokens. Tokens with badges are copied, because the editor keeps its tokens and renders them again. */
export function withBadges(tokens: readonly Token[], placed: readonly PlacedBadge[]): readonly Token[] {
  const inlines = new Set(placed.map(({ inline }) => inline));
  return tokens.map((token) => {
    if (!inlines.has(token)) return token;
    const own = placed.filter(({ inline }) => inline === token);
    const badgesAt = (index: number): Token[] =>
      own.filter(({ child }) => child === index).map(({ badge }) => badgeToken(token, badge));
    const children = token.children ?? [];
    const all = children.flatMap((child, index) => [...badgesAt(index), child]);
    return derive(token, { children: [...all, ...badgesAt(children.length)] });
  });
}

function matches(line: Line, badge: Badge): boolean {
  const [shown, expected] = [normalize(line.source), normalize(badge.source)];
  if (line.line !== badge.line || line.at !== badge.at) return false;
  return badge.at === 'heading' ? shown === expected : shown.endsWith(expected);
}

/** In a token, the pipes of a table cell are unescaped. */
function normalize(source: string): string {
  return source.replace(/\s+/g, ' ').replaceAll('\\|', '|').trim();
}

function titleOf(tokens: readonly Token[]): Omit<PlacedBadge, 'badge'> | undefined {
  const isHeading = ({ type }: Token): boolean => type === 'heading_open';
  const title = tokens.find((token) => isHeading(token) && token.tag === 'h1') ?? tokens.find(isHeading);
  const inline = title && tokens[tokens.indexOf(title) + 1];
  return inline && { inline, child: inline.children?.length ?? 0 };
}

/** Yields each line that can have a badge: headings, lines of paragraphs, and the second cell of each table row. */
function* linesOf(tokens: readonly Token[]): Generator<Line> {
  let row: number | undefined;
  let column = 0;
  for (const [index, inline] of tokens.entries()) {
    if (inline.type === 'tr_open') [row, column] = [inline.map?.[0], 0];
    if (inline.type !== 'inline') continue;
    const { content: source, children, map } = inline;
    const before = tokens[index - 1];
    const child = children?.length ?? 0;
    if (before?.type === 'heading_open') {
      if (before.map) yield { inline, child, line: before.map[0], at: 'heading', source };
    } else if (map) yield* linesOfParagraph(inline, map[0]);
    else {
      column += 1;
      if (row !== undefined && column === 2) yield { inline, child, line: row, at: 'level', source };
    }
  }
}

function* linesOfParagraph(inline: Token, first: number): Generator<Line> {
  const sources = inline.content.split('\n');
  const children = inline.children ?? [];
  const breaks = children.flatMap(({ type }, index) => (/^(?:soft|hard)break$/.test(type) ? [index] : []));
  // A line that ends inside code or a tag has no break token. Badges of such a paragraph go to its end.
  const ends = breaks.length === sources.length - 1 ? breaks : [];
  for (const [nth, source] of sources.entries())
    yield { inline, child: ends[nth] ?? children.length, line: first + nth, at: 'level', source };
}

function badgeToken(model: Token, badge: Badge): BadgeToken {
  return derive(model, { type: BADGE, content: '', map: null, children: null, badge });
}

/** A token based on another one, so that it has the token class of the markdown-it in use. */
function derive<T extends Partial<Token>>(token: Token, changes: T): Token & T {
  return Object.assign(Object.create(token) as Token, changes);
}
