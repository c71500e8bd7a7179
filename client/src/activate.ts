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
import { updateContextKeys } from './context-keys.ts';
import { type Documents, trackDocuments } from './documents.ts';
import { provideExplanations } from './explanations.ts';
import { createPreview, type Preview } from './preview.ts';
import { rulePages } from './rule-pages.ts';
import { type CreateClient, connectServer, isConfigFile, isServed, type Server } from './server.ts';
import { createPhasesView, type PhasesView } from './views/phases.ts';
import { createStatusItem } from './views/status.ts';

/** The exports of the extension for tests and other extensions. VS Code's Markdown preview calls `extendMarkdownIt`. */
export interface Api extends Pick<Preview, 'extendMarkdownIt'> {
  readonly documents: Pick<Documents, 'shown' | 'onDidChange' | 'of' | 'when'>;
  readonly phases: Pick<PhasesView, 'provider' | 'view' | 'drag'>;
}

/** Sets up the extension. `createClient` makes the language client for the current extension host. */
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
    l10n,
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
    updateContextKeys(documents),
    documents.onDidChange(preview.update),
    window.registerUriHandler(rulePages(extensionUri)),
    ...registerCommands({ server, documents, phases, explanations, output }),
    startOnFirstDocument(server),
  );
  return { documents, phases, extendMarkdownIt: preview.extendMarkdownIt };
}

/** A Markdown preview is a webview, or a custom editor if the user has chosen that. Both have similar view types. */
function isPreview({ input }: Tab): boolean {
  const isWebview = input instanceof TabInputWebview || input instanceof TabInputCustom;
  return isWebview && input.viewType.includes('markdown.preview');
}

/** Starts the server when the first Markdown or config file is opened. Commands that need the server start it too. */
function startOnFirstDocument(server: Server): Disposable {
  const isRelevant = (document: TextDocument): boolean => isServed(document) || isConfigFile(document);
  const start = (document: TextDocument): void => {
    if (!isRelevant(document)) return;
    opened.dispose();
    // The client itself tells the user why it could not start.
    server.start().catch(() => undefined);
  };
  const opened = workspace.onDidOpenTextDocument(start);
  const open = workspace.textDocuments.find(isRelevant);
  if (open) start(open);
  return opened;
}
