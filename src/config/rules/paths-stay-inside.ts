import { unsafePath } from '../../core/paths/unsafe-path.ts';
import { plainPath } from '../normalize/normalize-parts.ts';
import { errorAt } from '../parse/located.ts';
import { agentEntries, type ConfigRule, whereOf } from './rule.ts';

/** What is linked into worktrees or added to prompts is part of the checkout, and worktrees are never made inside `.git`. */
export const pathsStayInside: ConfigRule = (context) => {
  const { link, worktrees } = context.input;
  const prompts = agentEntries(context.input).flatMap(([name, { prompt }]) => {
    const reason = prompt === undefined ? undefined : unsafePath(plainPath(prompt));
    return prompt === undefined || reason === undefined
      ? []
      : [errorAt(whereOf(context, 'agents', name, 'prompt'), 'unsafe-path', { path: prompt, reason })];
  });
  const links = link.flatMap((path, index) => {
    const reason = unsafePath(path);
    return reason === undefined
      ? []
      : [errorAt(whereOf(context, 'link', index), 'unsafe-path', { path, reason })];
  });
  const reason = worktrees === undefined ? undefined : worktreesTrouble(worktrees);
  return reason === undefined
    ? [...links, ...prompts]
    : [
        ...links,
        ...prompts,
        errorAt(whereOf(context, 'worktrees'), 'unsafe-path', { path: worktrees ?? '', reason }),
      ];
};

/** Absolute, or below the home folder: what is relative lies in the repository, or leads out of it. */
function worktreesTrouble(folder: string): string | undefined {
  if (folder.includes('\0')) return 'nul';
  if (/^(?:[/\\]+|~[/\\]*|[A-Za-z]:[/\\]*)$/.test(folder)) return 'whole-disk';
  if (folder.split(/[/\\]/).includes('..')) return 'outside';
  if (!/^(?:~?[/\\]|[A-Za-z]:[/\\])/.test(folder)) return 'in-repository';
  return folder.split(/[/\\]/).some((part) => unsafePath(part) === 'git-folder') ? 'git-folder' : undefined;
}
