import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Oid } from '../../core/model/ids.ts';
import { configLine } from '../private/inherited-config.ts';
import { CLONE_NOTE } from '../private-place.ts';
import type { AgentTemplate } from './agent-template.ts';
import { copyExtraFiles } from './extra-files.ts';

/**
 * A repository as gitrepository-layout(5) has it, in a folder that is empty yet: HEAD detached at the commit, refs as
 * the clone has them, no object of its own. Written by ourselves: a git process for each of its parts would cost more
 * than the checkout of a small project.
 */
export async function writeAgentRepository(ask: {
  /** The `.git` folder, which must not be there. */
  readonly gitDir: string;
  readonly template: AgentTemplate;
  readonly commit: Oid;
  /** What a sparse checkout has to show besides the user's patterns: paths of the task. */
  readonly widened: readonly string[];
  /** Where its files are, relative to the git folder; absent: around it. */
  readonly worktree?: string;
}): Promise<void> {
  const { gitDir, template, commit } = ask;
  const write = (name: string, text: string) => writeFile(join(gitDir, name), text, { flag: 'wx' });
  await mkdir(gitDir);
  for (const folder of ['refs/heads', 'objects/info', 'objects/pack', 'info'])
    await mkdir(join(gitDir, folder), { recursive: true });
  for (const [ref, target] of template.symbolicRefs) {
    await mkdir(dirname(join(gitDir, ref)), { recursive: true });
    await write(ref, `ref: ${target}\n`);
  }
  await Promise.all([
    write('objects/info/alternates', template.alternates),
    write('packed-refs', template.packedRefs),
    write('info/exclude', template.exclude),
    write('config', `${template.config}${worktreeLines(ask.worktree)}`),
    write(CLONE_NOTE, `${template.clone}\n`),
    template.attributes === undefined ? undefined : write('info/attributes', template.attributes),
    template.shallow === undefined ? undefined : write('shallow', template.shallow),
    template.sparse === undefined
      ? undefined
      : write(
          'info/sparse-checkout',
          `${template.sparse.trimEnd()}\n${ask.widened.map(sparseLine).join('')}`,
        ),
  ]);
  await copyExtraFiles({ from: template.clone, to: gitDir, names: template.extra });
  await write('HEAD', `${commit}\n`); // last: before that it is no repository
}

const worktreeLines = (worktree: string | undefined): string =>
  worktree === undefined ? '' : `${configLine('core.worktree', worktree).join('\n')}\n`;

const sparseLine = (path: string): string => `/${path.replace(/[\\*?[\]!#]/g, '\\$&')}\n`;
