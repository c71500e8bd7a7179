import type { Connection, TextDocuments } from 'vscode-languageserver';
import type { Service } from '../service/service.ts';
import type { Client } from './client.ts';
import type { OpenDocument } from './documents.ts';
import type { Environments } from './environments.ts';
import type { Log } from './guard.ts';

/** The state that the request handlers of one client share. */
export interface Session {
  readonly connection: Connection;
  readonly documents: TextDocuments<OpenDocument>;
  readonly client: Client;
  readonly service: Service;
  readonly environments: Environments;
  readonly log: Log;
}
