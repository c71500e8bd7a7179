import type { Readiness } from '../../server/src/protocol.ts';
import { BADGE, type BadgeToken, type Placed, placeBadges, type Token, withBadges } from './badge-places.ts';
import { type Badge, badgesOf } from './badges.ts';
import type { Words } from './words.ts';

/** What VS Code's Markdown preview shows of a document's readiness. Needs no `vscode`, so that tests run it in Node. */
export interface Preview {
  /** Teaches a markdown-it to draw badges in design documents; whatever else it renders stays as it is. */
  extendMarkdownIt<M extends MarkdownIt>(md: M): M;
  /** Has previews drawn anew if one shows of its document what is no longer so. */
  update(): void;
}

export interface PreviewParts {
  readonly words: Words;
  /** The last that is known of a document. */
  readinessOf(uri: string): Readiness | undefined;
  /** Whether there is any preview, of whatever file: which one it shows the editor does not say. */
  isOpen(): boolean;
  /** Has all open previews drawn anew. */
  refresh(): void;
}

/** As much of markdown-it as is used: the editor brings its own, of whatever version. */
export interface MarkdownIt {
  readonly utils: { escapeHtml(text: string): string };
  readonly renderer: {
    // biome-ignore lint/suspicious/noExplicitAny: the types of markdown-it's versions differ here.
    readonly rules: Record<string, any>;
    // biome-ignore lint/suspicious/noExplicitAny: the same.
    render(tokens: any[], options: any, env?: any): string;
  };
}

/** What a preview was last drawn from, and the badges for which there was a place. */
interface Drawn {
  readonly readiness: Readiness | undefined;
  readonly tokens: readonly Token[];
  readonly badges: readonly Badge[];
  readonly placed: readonly Placed[];
}

export function createPreview({ words, readinessOf, isOpen, refresh }: PreviewParts): Preview {
  const previewed = new Map<string, Drawn>();
  // The editor closes a document that is only previewed after a while; what was known of it is still the best guess.
  const known = (uri: string): Readiness | undefined => readinessOf(uri) ?? previewed.get(uri)?.readiness;
  const note = (uri: string, readiness: Readiness | undefined, tokens: readonly Token[]): Drawn => {
    const badges = badgesOf(readiness, words);
    const drawn = { readiness, tokens, badges, placed: placeBadges(tokens, badges) };
    previewed.set(uri, drawn);
    return drawn;
  };
  const draw = (uri: string, tokens: readonly Token[]): readonly Token[] =>
    withBadges(tokens, note(uri, known(uri), tokens).placed);
  return {
    extendMarkdownIt: (md) => {
      const { renderer, utils } = md;
      const render = renderer.render.bind(renderer);
      renderer.render = (tokens, options, env) => {
        const uri: unknown = env?.currentDocument;
        return render(uri ? [...draw(String(uri), tokens)] : tokens, options, env);
      };
      renderer.rules[BADGE] = (tokens: readonly BadgeToken[], index: number): string =>
        tokens[index] ? toHtml(tokens[index].badge, utils.escapeHtml) : '';
      return md;
    },
    update: () => {
      if (!isOpen()) previewed.clear();
      const stale = [...previewed].filter(([uri, drawn]) => {
        const readiness = readinessOf(uri);
        if (!readiness || readiness === drawn.readiness) return false;
        return isBetter(note(uri, readiness, drawn.tokens), drawn);
      });
      if (stale.length > 0) refresh();
    },
  };
}

/** Whether other badges are due, or more of the same now have a place in the text that the preview shows. */
function isBetter(now: Drawn, before: Drawn): boolean {
  return keyOf(now.badges) !== keyOf(before.badges) || now.placed.length > before.placed.length;
}

/** What is seen of badges; their lines are not, and a preview follows moved lines by itself. */
function keyOf(badges: readonly Badge[]): string {
  return JSON.stringify(badges.map(({ text, description, tone }) => [text, description, tone]));
}

/**
 * All text is in attributes, from where our style sheet draws it: so it is neither copied nor found as part of the
 * document, and what is exported without the style sheet is the document alone.
 */
function toHtml({ tone, text, description, progress }: Badge, encode: (text: string) => string): string {
  const attributes = {
    class: `design-docs-badge design-docs-${tone}`,
    role: 'img',
    'aria-label': description,
    title: description,
    'data-text': text,
    ...(progress !== undefined && { style: `--design-docs-progress: ${Math.round(progress * 100)}%` }),
  };
  const written = Object.entries(attributes).map(([name, value]) => `${name}="${encode(value)}"`);
  return `<span ${written.join(' ')}></span>`;
}
