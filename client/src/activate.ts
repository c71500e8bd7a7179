import { type Disposable, type ExtensionContext, type TextDocument, window, workspace } from 'vscode';
import { registerCommands } from './commands/index.ts';
import { keepContextKeys } from './context-keys.ts';
import { type Documents, trackDocuments } from './documents.ts';
import { provideExplanations } from './explanations.ts';
import { rulePages } from './rule-pages.ts';
import { type CreateClient, connectServer, isConfigFile, isServed, type Server } from './server.ts';
import { createPhasesView, type PhasesView } from './views/phases.ts';
import { createStatusItem } from './views/status.ts';

/** What other extensions, and the tests, may see. */
export interface Api {
  readonly documents: Pick<Documents, 'shown' | 'onDidChange' | 'of' | 'when'>;
  readonly phases: Pick<PhasesView, 'provider' | 'view'>;
}

/** Sets everything up around a language client of the platform. */
export function activateWith(context: ExtensionContext, createClient: CreateClient): Api {
  const { extensionUri, subscriptions } = context;
  const output = window.createOutputChannel('Design Docs', { log: true });
  const documents = trackDocuments();
  const server = connectServer({ createClient, extensionUri, output, onReadiness: documents.update });
  const phases = createPhasesView(documents);
  const explanations = provideExplanations(server);
  subscriptions.push(
    { dispose: () => server.stop() },
    output,
    documents,
    phases,
    explanations,
    createStatusItem(documents),
    keepContextKeys(documents),
    window.registerUriHandler(rulePages(extensionUri)),
    ...registerCommands({ server, documents, explanations, output }),
    startWithFirstDocument(server),
  );
  return { documents, phases };
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
