import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder of its own for one test, with a space and non-ASCII letters in its path; removed by `await using`. */
export class GitSandbox implements AsyncDisposable {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'agentic é ')));

  /** Runs git and returns what it printed, without the last line feed; throws where git fails. */
  git(folder: string, ...args: string[]): string {
    return execFileSync('git', args, { cwd: this.path(folder), encoding: 'utf8', stdio: 'pipe' }).replace(
      /\n$/,
      '',
    );
  }

  path(...parts: string[]): string {
    return join(this.root, ...parts);
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), text);
  }

  /** A repository with one commit on `main`. */
  repository(name: string, ...initArgs: string[]): string {
    this.git('.', 'init', '-q', '-b', 'main', ...initArgs, name);
    this.write(join(name, 'a.txt'), 'one\n');
    this.git(name, 'add', '.');
    this.git(name, 'commit', '-q', '-m', 'first');
    return this.path(name);
  }

  bare(name: string, ...initArgs: string[]): string {
    this.git('.', 'init', '-q', '--bare', '-b', 'main', ...initArgs, name);
    return this.path(name);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
}
