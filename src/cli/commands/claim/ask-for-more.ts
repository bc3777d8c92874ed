import { setTimeout as sleep } from 'node:timers/promises';
import { spellOut } from '../../../app/session/choose-claim-locks.ts';
import { understandPaths } from '../../../app/session/understand-paths.ts';
import type { ClaimId } from '../../../core/model/ids.ts';
import { wallTime } from '../../../core/model/time.ts';
import { unreachable } from '../../../core/model/unreachable.ts';
import { literalPattern } from '../../../core/paths/match-paths.ts';
import { folderBelow } from '../../../core/paths/plain-path.ts';
import type { AgentAnswer } from '../../../core/run/agent-request.ts';
import {
  grantedJson,
  grantedText,
  type WrapperAnswer,
  withheldJson,
  withheldText,
} from '../../../report/claim/wrapper-answer.ts';
import { EXIT } from '../../../report/exit-codes.ts';
import { jsonText } from '../../../report/json-text.ts';
import type { CommandContext, ExitCode } from '../../command.ts';
import { openWorkspace } from '../../open/workspace.ts';
import { askOurWrapper } from '../../open/wrapper.ts';
import { refuse, warn } from '../../refuse.ts';
import type { ClaimRequest } from './claim-types.ts';

const ANSWER_S = 10;

interface Wrapped {
  readonly context: CommandContext;
  readonly request: ClaimRequest;
  /** `$AGENTIC_DIR` */
  readonly folder: string;
  /** `$AGENTIC_CLAIM` */
  readonly claim: ClaimId;
}

/** `claim` inside a wrapped agent: no credential is needed, the wrapper widens the claim that it holds. */
export async function askForMore(ask: Wrapped): Promise<ExitCode> {
  const { context, request } = ask;
  const place = await openWorkspace(context).place();
  if (!place.ok) return refuse(context, place.problems);
  const { root, clone, finder } = place.value;
  const meant = await understandPaths({ place: place.value, ...request.asked });
  if (!meant.ok) return refuse(context, meant.problems);
  const { paths: rooted, notes } = await spellOut(
    finder,
    meant.value.filter(({ kind }) => kind !== 'glob'),
  );
  warn(context, notes);
  const globs = meant.value.flatMap((one) => (one.kind === 'glob' ? [one.pattern] : []));
  const paths = [...rooted.map(literalPattern), ...globs];
  const answer = await askUntil(ask, paths);
  if (!answer) return refuse(context, [{ code: 'wrapper-silent', data: { seconds: ANSWER_S } }]);
  const report = {
    answer,
    claim: ask.claim,
    asked: request.asked.typed,
    paths: [...rooted, ...meant.value.flatMap((one) => (one.kind === 'glob' ? one.paths : []))],
    below: folderBelow(root, clone.cwd),
    notes: [...meant.warnings, ...notes],
    program: context.env['AGENTIC_PROGRAM'] || 'agentic-plan',
    given: context.given,
    now: wallTime(context.now.getTime()),
  };
  switch (answer.outcome) {
    case 'claimed':
      context.output.result(context.json ? jsonText(grantedJson(report)) : grantedText(report));
      return EXIT.done;
    case 'held':
      return withhold(context, report);
    case 'failed': {
      const data = { detail: answer.detail ?? '' };
      return refuse(context, [{ code: 'wrapper-refused', data }]);
    }
    default:
      return unreachable(answer.outcome);
  }
}

function withhold(context: CommandContext, report: WrapperAnswer): ExitCode {
  if (context.json) context.output.result(jsonText(withheldJson(report)));
  else context.output.refuse(withheldText(report));
  return EXIT.held;
}

/** As often as `--wait` allows. */
async function askUntil(
  { context, request, folder }: Wrapped,
  paths: readonly string[],
): Promise<AgentAnswer | undefined> {
  const end = performance.now() + request.waitS * 1000;
  for (;;) {
    const answer = await askOurWrapper({
      folder,
      request: { version: 1, do: 'claim', paths },
      timeoutMs: ANSWER_S * 1000,
    });
    const left = end - performance.now();
    if (answer?.outcome !== 'held' || left <= 0 || context.signal.aborted) return answer;
    const { signal } = context;
    await sleep(Math.min(left, 500 + Math.random() * 1500), undefined, { signal }).catch(() => {});
  }
}
