import { jsonText } from '../json-text.ts';

/** Of the answer of `plan --json` what others do, without the tasks. */
export function lookAnswer(planAnswer: string): string {
  const { plan = {}, problems, uncommitted, unpushed } = JSON.parse(planAnswer) as PlanAnswer;
  const { target, base, head, as_of, presence, notices } = plan;
  const look = { target, base, head, as_of, uncommitted, unpushed, presence, notices };
  return jsonText({
    version: 1,
    command: 'look',
    outcome: 'looked',
    changed: false,
    ...look,
    next: [],
    problems,
  });
}

/** As `planReport` wrote it. */
interface PlanAnswer {
  readonly plan?: Readonly<Record<string, unknown>>;
  readonly problems?: unknown;
  readonly uncommitted?: unknown;
  readonly unpushed?: unknown;
}
