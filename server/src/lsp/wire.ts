/**
 * All values that the server imports from vscode-languageserver. They are imported in one place because the package is
 * CommonJS: each file that imports from it copies all of its exports when the server starts.
 */
export {
  CodeActionKind,
  CodeLensRefreshRequest,
  CompletionItemKind,
  DiagnosticRefreshRequest,
  DiagnosticSeverity,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  Emitter,
  ErrorCodes,
  FoldingRangeKind,
  InlayHintRefreshRequest,
  InsertTextFormat,
  InsertTextMode,
  LogMessageNotification,
  LSPErrorCodes,
  MarkupKind,
  MessageType,
  RAL,
  ResponseError,
  SemanticTokensBuilder,
  ShowMessageNotification,
  SymbolKind,
  TextDocumentEdit,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
