import * as v from 'valibot';
import type { Digest, Plan, PlannedTask } from '../model/plan.ts';
import { unsafePath } from '../paths/unsafe-path.ts';

const MOST_TASKS = 10_000;
const MOST_PATHS = 10_000;

const id = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9_-]{0,63}$/));
const oid = v.pipe(v.string(), v.regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/));
const text = v.pipe(v.string(), v.maxLength(20_000));
const path = v.pipe(
  v.string(),
  v.maxLength(5000),
  v.check((written) => unsafePath(written) === undefined),
);
const paths = v.optional(v.pipe(v.array(path), v.maxLength(MOST_PATHS)), []);
const ids = v.optional(v.pipe(v.array(id), v.maxLength(MOST_TASKS)), []);
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const word = v.pipe(v.string(), v.minLength(1), v.maxLength(200_000));
const command = v.union([
  v.strictObject({ argv: v.tupleWithRest([word], v.string()) }),
  v.strictObject({ shell: word }),
]);

// The keys of `report/plan/task-json.ts`, those that working a plan off needs. Evidence and explanations are for people.
const TaskParts = {
  id,
  kind: text,
  title: text,
  why: v.optional(text, ''),
  origin: v.picklist(['rule', 'file', 'workflow']),
  files: paths,
  writes: paths,
  predicted: v.optional(v.pipe(v.array(path), v.maxLength(MOST_PATHS))),
  reads: paths,
  needs: ids,
  after: ids,
  skills: v.optional(v.record(v.string(), v.number()), {}),
  role: v.optional(text),
  priority: v.number(),
  estimate: v.number(),
  target: v.optional(v.number()),
  retries: v.optional(whole),
  timeout: v.optional(v.pipe(v.number(), v.minValue(0))),
  command: v.optional(command),
  acceptance: v.optional(v.array(text), []),
  if: v.optional(text),
  if_names: v.optional(v.record(v.string(), v.nullable(id))),
  outputs: v.optional(v.array(text)),
  for_each: v.optional(v.object({ task: id, output: text })),
  item: v.optional(text),
};

const TaskSchema = v.object({
  ...TaskParts,
  members: v.optional(v.pipe(v.array(v.object(TaskParts)), v.maxLength(100))),
  agent: v.optional(v.pipe(v.string(), v.maxLength(200))),
  start: whole,
  finish: whole,
  wave: whole,
  depends_on: v.array(v.object({ task: id, why: v.picklist(['needs', 'after', 'kind', 'files']) })),
});

const stateValue = v.nullable(v.union([v.number(), v.string(), v.array(v.string())]));

const PlanSchema = v.object({
  version: v.literal(1),
  run: v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/)),
  target: v.pipe(v.string(), v.maxLength(500)),
  base: oid,
  head: oid,
  as_of: v.string(),
  tasks: v.pipe(v.array(TaskSchema), v.maxLength(MOST_TASKS)),
  state: v.optional(v.record(v.string(), stateValue)),
});

/**
 * Reads a whole `plan.json` back, to work it off where it was not made: what is for people alone (evidence, explanations,
 * presence) stays behind. Anybody who can push may have written it: one task that is not as ours are, or two with one id, and
 * nothing of it is read, so that no part of a plan is ever worked off for the whole.
 */
export function parsePlan(json: string): Plan | undefined {
  const value = parseJson(json);
  const read = v.safeParse(PlanSchema, value);
  if (!read.success) return undefined;
  const { version, run, target, base, head, as_of: asOf, state } = read.output;
  const tasks = read.output.tasks.map(taskOf);
  if (new Set(tasks.map((task) => task.id)).size < tasks.length) return undefined;
  const plan = {
    version,
    run,
    target,
    base,
    head,
    inputsDigest: '' as Digest,
    asOf,
    tasks,
    agents: [],
    makespan: 0,
    lowerBound: 0,
    criticalPath: [],
    unassigned: [],
    leftOut: [],
    silenced: { dismissed: [], ignored: [] },
    presence: NOBODY_LOOKED,
    notices: [],
    ...(state === undefined ? {} : { state }),
  };
  return plan as unknown as Plan; // the brands that the schema has just proved
}

type Written = v.InferOutput<typeof TaskSchema>;
type WrittenParts = Omit<Written, 'members' | 'agent' | 'start' | 'finish' | 'wave' | 'depends_on'>;

function taskOf({ members, agent: assigned, depends_on, ...rest }: Written): PlannedTask {
  const task = {
    ...partsOf(rest),
    explain: [],
    dependsOn: depends_on.map(({ task: on, why }) => ({ on, why })),
    ...(members === undefined ? {} : { members: members.map(partsOf) }),
    ...(assigned === undefined ? {} : { assigned }),
  };
  return task as unknown as PlannedTask; // the brands that the schema has just proved
}

/** Keys as the program has them. */
function partsOf<Parts extends WrittenParts>(written: Parts) {
  const { if: condition, if_names: conditionNames, for_each: forEach, ...rest } = written;
  return {
    ...rest,
    evidence: [],
    nature: 'codes',
    prioritySum: [],
    estimateBy: 'given',
    ...(condition === undefined ? {} : { condition }),
    ...(conditionNames === undefined ? {} : { conditionNames }),
    ...(forEach === undefined ? {} : { forEach }),
  };
}

const NOBODY_LOOKED = {
  table: { kind: 'local' },
  branches: [],
  staleBranches: [],
  branchesSeen: 0,
  branchesLeftOut: 0,
  claims: [],
  mergeOrder: [],
  committedOnly: false,
};

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
