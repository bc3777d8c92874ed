import { taskIdFromText } from '../../../core/claim/task-id-from-text.ts';
import { agentId } from '../../../core/model/ids.ts';
import type { Checked, Problem } from '../../../core/model/problem.ts';
import { shellWord } from '../../../report/shell-word.ts';
import type { CommandContext, CommandInput } from '../../command.ts';
import { readTypedPaths } from '../../read-typed-paths.ts';
import type { ClaimRequest } from './claim-types.ts';
import { parseDuration } from './parse-duration.ts';

/** What `claim` was asked for, or all that is wrong with it. */
export async function readClaimRequest(
  context: CommandContext,
  input: CommandInput,
): Promise<Checked<ClaimRequest>> {
  const lease = readSeconds(input, { option: 'lease', least: 60, most: 24 * 3600, usual: 'm' });
  const wait = readSeconds(input, { option: 'wait', least: 0, most: 3600, usual: 's' });
  const misuse = findMisuse(input);
  const asked = misuse.length > 0 ? undefined : await readTypedPaths(context, input);
  const problems = [lease, wait, asked].flatMap((one) => (one && !one.ok ? one.problems : []));
  if (asked?.ok && asked.value.typed.length === 0) problems.push({ code: 'no-paths', data: { asked: [] } });
  if (!asked?.ok || !lease.ok || !wait.ok || problems.length > 0)
    return { ok: false, problems: [...misuse, ...problems] };
  const { task, agent } = input.options;
  return {
    ok: true,
    warnings: [],
    value: {
      asked: asked.value,
      task: typeof task === 'string' ? taskIdFromText(task) : undefined,
      agent: typeof agent === 'string' ? agentId(agent.slice(0, 200)) : undefined,
      leaseS: lease.value,
      waitS: wait.value ?? 0,
    },
  };
}

function readSeconds(
  { options }: CommandInput,
  how: Omit<Parameters<typeof parseDuration>[0], 'text'>,
): Checked<number | undefined> {
  const text = options[how.option];
  if (typeof text !== 'string') return { ok: true, value: undefined, warnings: [] };
  return parseDuration({ ...how, option: `--${how.option}`, text });
}

/** A `--` that nothing follows, or that nothing stands before. */
function findMisuse({ operands, options, commandLine, separated }: CommandInput): readonly Problem[] {
  const usage = (message: string, remedy: string): readonly Problem[] => [
    { code: 'usage', data: { message, remedy } },
  ];
  if (!separated) return [];
  if (commandLine.length === 0)
    return usage('nothing stands after --', 'agentic-plan claim <path> -- command; or leave the -- out');
  if (operands.length > 0 || options['stdin'] === true) return [];
  const command = commandLine.map(shellWord).join(' ');
  return usage(`claim -- ${command}: no path stands before --`, `agentic-plan claim <path> -- ${command}`);
}
