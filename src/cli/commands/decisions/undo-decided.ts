import { forgetDecision, listDecisions } from '../../../app/decisions/keep-decisions.ts';
import type { DecisionSeen } from '../../../core/claim/decision-record.ts';
import type { Decision } from '../../../core/model/decision.ts';
import { type Problem, problemOf } from '../../../core/model/problem.ts';
import { nameOfDecision } from '../../../report/decisions/decided.ts';
import { takenBackJson, takenBackText } from '../../../report/decisions/taken-back.ts';
import { EXIT } from '../../../report/exit-codes.ts';
import { jsonText } from '../../../report/json-text.ts';
import type { CommandContext, CommandInput, ExitCode } from '../../command.ts';
import { refuse, warn } from '../../refuse.ts';
import { openDecisions } from './open-decisions.ts';

/** `dismiss --undo <task…>`: all that is named can be taken back, or nothing is. */
export async function undoDecided(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const opened = await openDecisions(context, input, { writes: true });
  if (!opened.ok) return refuse(context, opened.problems);
  warn(context, opened.warnings);
  const { claimant, table } = opened.value;
  const listed = await listDecisions(claimant);
  if (!listed.ok) return refuse(context, listed.problems);
  const { chosen, problems } = choose(listed.value, input.operands);
  if (problems.length > 0) return refuse(context, problems);
  for (const seen of chosen) {
    const gone = await forgetDecision(claimant, seen);
    if (!gone.ok) return refuse(context, gone.problems);
  }
  const report = {
    table: table.table.display,
    decisions: chosen.map(({ decision }) => decision),
    pushes: claimant.store.pushes,
  };
  context.output.result(context.json ? jsonText(takenBackJson(report)) : takenBackText(report));
  return EXIT.done;
}

function choose(
  seen: readonly DecisionSeen[],
  names: readonly string[],
): { readonly chosen: readonly DecisionSeen[]; readonly problems: readonly Problem[] } {
  const chosen = new Set<DecisionSeen>();
  const problems: Problem[] = [];
  for (const name of names) {
    const named = seen.filter(({ decision }) => isMeant(decision, name));
    const ofKind = seen.filter(({ decision }) => decision.kind === name);
    const meant = named.length === 0 && ofKind.length === 1 ? ofKind : named;
    const known = [...new Set(seen.map(({ decision }) => nameOfDecision(decision)))];
    if (meant.length === 0) problems.push(problemOf('not-dismissed', { name, known }));
    for (const one of meant) chosen.add(one);
  }
  return { chosen: [...chosen], problems };
}

/** A task by its id; an audit by its name in the list. Where there is one alone, its kind will do. */
const isMeant = (decision: Decision, name: string): boolean =>
  name === decision.id || name === nameOfDecision(decision);
