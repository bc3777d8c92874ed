import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// What `git init` leaves is the same each time: it is made once in each worker, and written from memory afterwards.

interface Template {
  readonly folders: readonly string[];
  readonly files: ReadonlyMap<string, Buffer>;
}

const templates = new Map<string, Template>();

/** As `git init -b main` with these flags makes it; of the samples of hooks one is there. */
export function writeEmptyRepository(dir: string, flags: readonly string[]): void {
  const key = flags.join(' ');
  const template = templates.get(key) ?? readTemplate(flags);
  templates.set(key, template);
  const git = flags.includes('--bare') ? dir : join(dir, '.git');
  mkdirSync(git, { recursive: true });
  for (const folder of template.folders) mkdirSync(join(git, folder));
  for (const [file, text] of template.files) writeFileSync(join(git, file), text);
}

function readTemplate(flags: readonly string[]): Template {
  const parent = mkdtempSync(join(tmpdir(), 'agentic-plan-template-'));
  try {
    const dir = join(parent, 'repo');
    const done = spawnSync('git', ['init', '-q', '-b', 'main', '--template=', ...flags, '--', dir]);
    if (done.status !== 0) throw new Error(`git init ended with ${done.status}: ${done.stderr}`);
    const git = flags.includes('--bare') ? dir : join(dir, '.git');
    const files = new Map<string, Buffer>([
      ['hooks/pre-commit.sample', Buffer.from('#!/bin/sh\nexit 1\n')],
      ['info/exclude', Buffer.from('# git ls-files --others --exclude-from=.git/info/exclude\n')],
    ]);
    const folders = ['hooks', 'info'];
    for (const entry of readdirSync(git, { recursive: true, withFileTypes: true })) {
      const name = join(entry.parentPath, entry.name).slice(git.length + 1);
      if (entry.isDirectory()) folders.push(name);
      else files.set(name, readFileSync(join(git, name)));
    }
    return { folders: folders.toSorted(), files };
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}
