import { keepDecision } from '../../../app/decisions/keep-decisions.ts';
import { coveredPaths, understandPaths } from '../../../app/session/understand-paths.ts';
import { AUDIT_KINDS } from '../../../core/analyse/silence/known-audits.ts';
import type { Change } from '../../../core/model/change.ts';
import type { DecisionId, KnownAudit } from '../../../core/model/decision.ts';
import type { Oid, RepoPath } from '../../../core/model/ids.ts';
import { problemOf } from '../../../core/model/problem.ts';
import { literalPattern, matchPaths } from '../../../core/paths/match-paths.ts';
import { auditedJson, auditedText } from '../../../report/decisions/audited.ts';
import { EXIT } from '../../../report/exit-codes.ts';
import { jsonText } from '../../../report/json-text.ts';
import type { CommandContext, CommandInput, ExitCode } from '../../command.ts';
import { refuse, warn } from '../../refuse.ts';
import { planHere, planOptions } from '../plan/plan.ts';
import { openDecisions, reasonOf } from './open-decisions.ts';

/** `done <kind> <path…>`: an audit that somebody made is known to the team from now on. */
export async function runDone(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const [kind = '', ...typed] = input.operands;
  if (!AUDIT_KINDS.some((known) => known === kind))
    return refuse(context, [problemOf('not-an-audit', { kind, known: AUDIT_KINDS })]);
  if (typed.length === 0) return refuse(context, [problemOf('no-paths', { asked: [] })]);
  const opened = await openDecisions(context, input, { writes: true });
  if (!opened.ok) return refuse(context, opened.problems);
  const { table, claimant, by } = opened.value;
  const meant = await understandPaths({ place: table, typed, exact: false });
  if (!meant.ok) return refuse(context, meant.problems);
  const made = await planHere(context, planOptions(input));
  if (!made.ok) return refuse(context, made.problems);
  warn(context, [...opened.warnings, ...meant.warnings]);
  const paths = coveredPaths(meant.value);
  const audit: KnownAudit = {
    id: claimant.machine.randomHex(16) as DecisionId,
    what: 'audited',
    by,
    at: claimant.machine.now().wall,
    ...reasonOf(input),
    kind,
    commit: made.value.plan.head,
    paths: paths.slice(0, MOST),
    blobs: blobsOf(made.value.changes, paths),
  };
  const kept = await keepDecision(claimant, audit);
  if (!kept.ok) return refuse(context, kept.problems);
  const report = { table: table.table.display, audit, pushes: claimant.store.pushes, given: context.given };
  context.output.result(context.json ? jsonText(auditedJson(report)) : auditedText(report));
  return EXIT.done;
}

const MOST = 1_000;

/** Contents of the changed files that were looked at. */
function blobsOf(changes: readonly Change[], paths: readonly RepoPath[]): readonly Oid[] {
  const covers = paths.some((path) => path === '') ? () => true : matchPaths(paths.map(literalPattern));
  const blobs = changes.flatMap(({ path, newBlob }) =>
    newBlob !== undefined && covers(path) ? [newBlob] : [],
  );
  return [...new Set(blobs)].sort().slice(0, MOST);
}
