import {
  commands,
  type Disposable,
  type ExtensionContext,
  l10n,
  type Tab,
  TabInputCustom,
  TabInputWebview,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import { registerCommands } from './commands/index.ts';
import { sectionMover } from './commands/move-section.ts';
import { keepContextKeys } from './context-keys.ts';
import { type Documents, trackDocuments } from './documents.ts';
import { provideExplanations } from './explanations.ts';
import { createPreview, type Preview } from './preview.ts';
import { rulePages } from './rule-pages.ts';
import { type CreateClient, connectServer, isConfigFile, isServed, type Server } from './server.ts';
import { createPhasesView, type PhasesView } from './views/phases.ts';
import { createStatusItem } from './views/status.ts';

/** What other extensions, and the tests, may see; VS Code's Markdown preview calls `extendMarkdownIt`. */
export interface Api extends Pick<Preview, 'extendMarkdownIt'> {
  readonly documents: Pick<Documents, 'shown' | 'onDidChange' | 'of' | 'when'>;
  readonly phases: Pick<PhasesView, 'provider' | 'view' | 'drag'>;
}

/** Sets everything up around a language client of the platform. */
export function activateWith(context: ExtensionContext, createClient: CreateClient): Api {
  const { extensionUri, subscriptions, workspaceState } = context;
  const output = window.createOutputChannel('Design Docs', { log: true });
  const documents = trackDocuments();
  const server = connectServer({ createClient, extensionUri, output, onReadiness: documents.update });
  const phases = createPhasesView({
    documents,
    state: workspaceState,
    move: sectionMover(server),
  });
  const explanations = provideExplanations(server);
  const preview = createPreview({
    words: l10n,
    readinessOf: (uri) => documents.of(Uri.parse(uri)),
    isOpen: () => window.tabGroups.all.some(({ tabs }) => tabs.some(isPreview)),
    refresh: () => commands.executeCommand('markdown.preview.refresh'),
  });
  subscriptions.push(
    { dispose: () => server.stop() },
    output,
    documents,
    phases,
    explanations,
    createStatusItem(documents),
    keepContextKeys(documents),
    documents.onDidChange(preview.update),
    window.registerUriHandler(rulePages(extensionUri)),
    ...registerCommands({ server, documents, phases, explanations, output }),
    startWithFirstDocument(server),
  );
  return { documents, phases, extendMarkdownIt: preview.extendMarkdownIt };
}

/** Markdown previews are webviews, and editors where the user has chosen so; both are named alike. */
function isPreview({ input }: Tab): boolean {
  const isWebview = input instanceof TabInputWebview || input instanceof TabInputCustom;
  return isWebview && input.viewType.includes('markdown.preview');
}

/** Nothing runs before there is a Markdown document or a config file, or a command that needs the server. */
function startWithFirstDocument(server: Server): Disposable {
  const concerns = (document: TextDocument): boolean => isServed(document) || isConfigFile(document);
  const start = (document: TextDocument): void => {
    if (!concerns(document)) return;
    opened.dispose();
    // The client tells the user itself why it could not start.
    server.start().catch(() => undefined);
  };
  const opened = workspace.onDidOpenTextDocument(start);
  const open = workspace.textDocuments.find(concerns);
  if (open) start(open);
  return opened;
}
