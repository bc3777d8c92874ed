import type { Claimant, HeldClaim } from '../../../app/claim/claimant.ts';
import { explainLoss } from '../../../app/claim/explain-loss.ts';
import type { RenewalHearer } from '../../../app/claim/keep-renewed.ts';
import type { AgentExchange } from '../../../app/ports/exchange.ts';
import { storeProblem } from '../../../app/store-problem.ts';
import { isoSeconds, wallTime } from '../../../core/model/time.ts';
import { whyLost } from '../../../report/claim/loss.ts';
import { renewalFails, renewedAgain } from '../../../report/claim/renewals.ts';
import { describeProblem } from '../../../report/problems/describe-problem.ts';
import type { CommandContext } from '../../command.ts';

interface Telling {
  readonly context: CommandContext;
  readonly claimant: Claimant;
  readonly exchange: AgentExchange;
  readonly current: () => HeldClaim;
}

/** Says on stderr, at once, what becomes of the claim that a command runs under; the command itself goes on. */
export function tellOfClaim(ask: Telling): {
  readonly hearer: RenewalHearer;
  /** Says once that it is lost, and by whom; settles when that is said. */
  readonly lost: () => Promise<void>;
} {
  const { context, claimant, exchange, current } = ask;
  let telling: Promise<void> | undefined;
  const lost = (): Promise<void> => {
    telling ??= tellLost(ask);
    return telling;
  };
  return {
    lost,
    hearer: {
      onLost: () => {
        const at = isoSeconds(claimant.machine.now().wall);
        const { task, paths } = current().record;
        void exchange.notify({ kind: 'claim-lost', at, task, paths });
        void lost();
      },
      onFailing: (failure) => {
        const { leaseFrom, record } = current();
        const until = wallTime(leaseFrom.wall + record.leaseS * 1000);
        const problem = storeProblem(failure, claimant.store.table);
        context.output.say(renewalFails({ problem, until, now: claimant.machine.now().wall }));
      },
      onRenewedAgain: () => context.output.say(renewedAgain()),
    },
  };
}

async function tellLost({ context, claimant, current }: Telling): Promise<void> {
  const held = current();
  const why = whyLost(await explainLoss(claimant, held));
  context.output.refuse(
    describeProblem({ code: 'claim-lost', data: { claim: held.claim, why } }, context.given),
  );
}
