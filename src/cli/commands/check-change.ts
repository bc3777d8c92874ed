import { checkChange } from '../../app/review/check-change.ts';
import { isRefused } from '../../core/claim/judge-change.ts';
import type { WallTime } from '../../core/model/time.ts';
import { changeJson, changeText } from '../../report/claim/change-verdict.ts';
import { EXIT } from '../../report/exit-codes.ts';
import { jsonText } from '../../report/json-text.ts';
import type { CommandContext, CommandInput, ExitCode } from '../command.ts';
import { openChangeCheck } from '../open/change-check.ts';
import { openWorkspace } from '../open/workspace.ts';
import { refuse, warn } from '../refuse.ts';

/** `check --change-of <branch>`: may HEAD be merged? An empty name: it is of another repository. */
export async function runCheckChange(
  context: CommandContext,
  { options }: CommandInput,
  branch: string,
): Promise<ExitCode> {
  const deps = await openChangeCheck(openWorkspace(context));
  if (!deps.ok) return refuse(context, deps.problems);
  const base = options['base'];
  const checked = await checkChange(deps.value, {
    ...(typeof base === 'string' ? { base } : {}),
    from: branch === '' ? { kind: 'elsewhere' } : { kind: 'branch', name: branch },
  });
  if (!checked.ok) return refuse(context, checked.problems);
  warn(context, [...deps.warnings, ...checked.warnings]);
  const told = { ...checked.value, now: context.now.getTime() as WallTime };
  context.output.result(context.json ? jsonText(changeJson(told)) : changeText(told));
  return isRefused(checked.value.verdict) ? EXIT.found : EXIT.done;
}
