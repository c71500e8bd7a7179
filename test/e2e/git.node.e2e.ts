import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { extensions, languages, type Uri, workspace } from 'vscode';
import { api, closeAll, findings, openSample } from './editor.ts';

interface GitExtension {
  getAPI(version: 1): {
    openRepository(root: Uri): Promise<unknown>;
    toGitUri(uri: Uri, ref: string): Uri;
  };
}

suite('Another version of a file from Git', () => {
  teardown(closeAll);

  test('has no findings', async () => {
    const [folder] = workspace.workspaceFolders ?? [];
    const extension = extensions.getExtension<GitExtension>('vscode.git');
    assert.ok(folder && extension);
    const git = (await extension.activate()).getAPI(1);
    const run = (...args: string[]): unknown => execFileSync('git', args, { cwd: folder.uri.fsPath });
    const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org'];
    run('init', '--quiet');
    run('add', '.');
    run(...identity, 'commit', '--quiet', '--message=Samples');
    await git.openRepository(folder.uri);
    const editor = await openSample('half-written-design.md');
    const old = await workspace.openTextDocument(git.toGitUri(editor.document.uri, 'HEAD'));
    assert.equal(old.languageId, 'markdown');
    assert.equal(old.getText(), editor.document.getText());
    await findings(editor.document.uri);
    assert.deepEqual(languages.getDiagnostics(old.uri), []);
    assert.equal((await api()).documents.of(old.uri), undefined);
  });
});
