import type { Badge } from './badges.ts';

/** As much of markdown-it's tokens as is used. */
export interface Token {
  readonly type: string;
  readonly tag: string;
  readonly content: string;
  /** From which line to before which; cells of tables have none. */
  readonly map: readonly [number, number] | null;
  readonly children: readonly Token[] | null;
}

export const BADGE = 'design_docs_badge';

export interface BadgeToken extends Token {
  readonly badge: Badge;
}

/** A badge, and behind which of the children of which token it stands. */
export interface Placed {
  readonly badge: Badge;
  readonly inline: Token;
  readonly child: number;
}

/** A line of running text. */
interface Line extends Omit<Placed, 'badge'> {
  readonly line: number;
  readonly at: Badge['at'];
  readonly source: string;
}

/**
 * Those badges whose line still reads as it did when the server looked: the preview may show a newer or older text.
 * A level in the front matter, which may be hidden, is told of behind the title, or else behind the first heading.
 */
export function placeBadges(tokens: readonly Token[], badges: readonly Badge[]): readonly Placed[] {
  if (badges.length === 0) return [];
  const wanted = new Set(badges.map(({ line }) => line));
  const lines = [...linesOf(tokens)].filter(({ line }) => wanted.has(line));
  const front = tokens.find(({ type }) => type === 'front_matter')?.map?.[1] ?? 0;
  return badges.flatMap((badge) => {
    const place = badge.line < front ? titleOf(tokens) : lines.find((line) => fits(line, badge));
    return place ? [{ badge, inline: place.inline, child: place.child }] : [];
  });
}

/** The same tokens, which the editor keeps and draws again, with copies of those that have badges. */
export function withBadges(tokens: readonly Token[], placed: readonly Placed[]): readonly Token[] {
  const inlines = new Set(placed.map(({ inline }) => inline));
  return tokens.map((token) => {
    if (!inlines.has(token)) return token;
    const here = placed.filter(({ inline }) => inline === token);
    const badgesAt = (at: number): Token[] =>
      here.filter(({ child }) => child === at).map(({ badge }) => badgeToken(token, badge));
    const children = token.children ?? [];
    const all = children.flatMap((child, index) => [...badgesAt(index), child]);
    return like(token, { children: [...all, ...badgesAt(children.length)] });
  });
}

function fits(line: Line, badge: Badge): boolean {
  const [there, said] = [normal(line.source), normal(badge.source)];
  if (line.line !== badge.line || line.at !== badge.at) return false;
  return badge.at === 'heading' ? there === said : there.endsWith(said);
}

/** The pipes of a table's cell are unescaped in its token. */
function normal(source: string): string {
  return source.replace(/\s+/g, ' ').replaceAll('\\|', '|').trim();
}

function titleOf(tokens: readonly Token[]): Omit<Placed, 'badge'> | undefined {
  const isHeading = ({ type }: Token): boolean => type === 'heading_open';
  const title = tokens.find((token) => isHeading(token) && token.tag === 'h1') ?? tokens.find(isHeading);
  const inline = title && tokens[tokens.indexOf(title) + 1];
  return inline && { inline, child: inline.children?.length ?? 0 };
}

/** Every line in which a badge may stand: headings, lines of paragraphs, and the second cells of rows. */
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
  // A line that ends within code or a tag has no break of its own; then the end of the paragraph has to do.
  const ends = breaks.length === sources.length - 1 ? breaks : [];
  for (const [nth, source] of sources.entries())
    yield { inline, child: ends[nth] ?? children.length, line: first + nth, at: 'level', source };
}

function badgeToken(model: Token, badge: Badge): BadgeToken {
  return like(model, { type: BADGE, content: '', map: null, children: null, badge });
}

/** Another token of the class that markdown-it in use has. */
function like<T extends Partial<Token>>(token: Token, changes: T): Token & T {
  return Object.assign(Object.create(token) as Token, changes);
}
