import type { Readiness } from '../../server/src/protocol.ts';
import {
  BADGE,
  type BadgeToken,
  type PlacedBadge,
  placeBadges,
  type Token,
  withBadges,
} from './badge-places.ts';
import { type Badge, badgesOf } from './badges.ts';
import type { L10n } from './state-label.ts';

/** Shows readiness in VS Code's Markdown preview. Does not import `vscode`, so that tests can run it in Node. */
export interface Preview {
  /** Makes a markdown-it render badges in design documents. Everything else it renders stays the same. */
  extendMarkdownIt<M extends MarkdownIt>(md: M): M;
  /** Refreshes the previews if one of them shows outdated badges. */
  update(): void;
}

export interface PreviewParts {
  readonly l10n: L10n;
  /** The last known readiness of a document. */
  readinessOf(uri: string): Readiness | undefined;
  /** Whether any Markdown preview is open. VS Code does not say which file a preview shows. */
  isOpen(): boolean;
  /** Refreshes all open previews. */
  refresh(): void;
}

/** The part of markdown-it that is used here. The editor provides it, in any version. */
export interface MarkdownIt {
  readonly utils: { escapeHtml(text: string): string };
  readonly renderer: {
    // biome-ignore lint/suspicious/noExplicitAny: this type differs between versions of markdown-it.
    readonly rules: Record<string, any>;
    // biome-ignore lint/suspicious/noExplicitAny: the same.
    render(tokens: any[], options: any, env?: any): string;
  };
}

/** What a preview was last rendered from, and the badges that were placed in it. */
interface Rendering {
  readonly readiness: Readiness | undefined;
  readonly tokens: readonly Token[];
  readonly badges: readonly Badge[];
  readonly placed: readonly PlacedBadge[];
}

export function createPreview({ l10n, readinessOf, isOpen, refresh }: PreviewParts): Preview {
  const previewed = new Map<string, Rendering>();
  // After a while, VS Code closes a document that is only previewed. Its last readiness is still the best guess.
  const known = (uri: string): Readiness | undefined => readinessOf(uri) ?? previewed.get(uri)?.readiness;
  const record = (uri: string, readiness: Readiness | undefined, tokens: readonly Token[]): Rendering => {
    const badges = badgesOf(readiness, l10n);
    const rendering = { readiness, tokens, badges, placed: placeBadges(tokens, badges) };
    previewed.set(uri, rendering);
    return rendering;
  };
  const addBadges = (uri: string, tokens: readonly Token[]): readonly Token[] =>
    withBadges(tokens, record(uri, known(uri), tokens).placed);
  return {
    extendMarkdownIt: (md) => {
      const { renderer, utils } = md;
      const render = renderer.render.bind(renderer);
      renderer.render = (tokens, options, env) => {
        const uri: unknown = env?.currentDocument;
        return render(uri ? [...addBadges(String(uri), tokens)] : tokens, options, env);
      };
      renderer.rules[BADGE] = (tokens: readonly BadgeToken[], index: number): string =>
        tokens[index] ? toHtml(tokens[index].badge, utils.escapeHtml) : '';
      return md;
    },
    update: () => {
      if (!isOpen()) previewed.clear();
      const stale = [...previewed].filter(([uri, rendering]) => {
        const readiness = readinessOf(uri);
        if (!readiness || readiness === rendering.readiness) return false;
        return isOutdated(rendering, record(uri, readiness, rendering.tokens));
      });
      if (stale.length > 0) refresh();
    },
  };
}

/** Whether the badges have changed, or more of the same badges now have a place in the previewed text. */
function isOutdated(before: Rendering, now: Rendering): boolean {
  return keyOf(now.badges) !== keyOf(before.badges) || now.placed.length > before.placed.length;
}

/** The visible parts of badges. Lines are not part of the key, because a preview follows moved lines by itself. */
function keyOf(badges: readonly Badge[]): string {
  return JSON.stringify(badges.map(({ text, description, tone }) => [text, description, tone]));
}

/**
 * All text is in attributes, and media/preview.css draws it. So it is not copied or searched as part of the document,
 * and an export without the style sheet has only the document.
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
  const html = Object.entries(attributes).map(([name, value]) => `${name}="${encode(value)}"`);
  return `<span ${html.join(' ')}></span>`;
}
