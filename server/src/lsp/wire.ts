/**
 * What the server takes from vscode-languageserver besides types, in one place: that package is CommonJS, and each file
 * that imports from such a one makes a copy of all its exports when the server starts.
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
