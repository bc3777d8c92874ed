import { unsafePath } from '../../core/model/unsafe-path.ts';
import { errorAt } from '../parse/located.ts';
import { type Rule, whereOf } from './rule.ts';

/** What is linked into worktrees is part of the checkout, and worktrees are never made inside `.git`. */
export const pathsStayInside: Rule = (context) => {
  const { link, worktrees } = context.input;
  const links = link.flatMap((path, index) => {
    const reason = unsafePath(path);
    return reason === undefined
      ? []
      : [errorAt(whereOf(context, 'link', index), 'unsafe-path', { path, reason })];
  });
  // The folder itself may be anywhere, outside the repository above all.
  const reason = worktrees === undefined ? undefined : worktreesTrouble(worktrees);
  return reason === undefined
    ? links
    : [...links, errorAt(whereOf(context, 'worktrees'), 'unsafe-path', { path: worktrees ?? '', reason })];
};

function worktreesTrouble(folder: string): string | undefined {
  if (folder.includes('\0')) return 'nul';
  return folder.split(/[/\\]/).some((part) => unsafePath(part) === 'git-folder') ? 'git-folder' : undefined;
}
