import type { Evidence } from '../../core/model/evidence.ts';
import type { PlannedTask } from '../../core/model/plan.ts';
import type { PlanReason } from '../../core/model/reasons.ts';
import type { Task } from '../../core/model/task.ts';
import { isoSeconds } from '../../core/model/time.ts';
import { pathsBase64 } from '../path-base64.ts';

type Json = Readonly<Record<string, unknown>>;

/** A task as `analyze --json` and a plan have it; keys that say nothing are left out. */
export function taskJson(task: Task): Json {
  return {
    id: task.id,
    kind: task.kind,
    title: task.title,
    why: task.why,
    evidence: task.evidence.map(evidenceJson),
    origin: task.origin,
    source: task.source,
    files: task.files,
    files_left_out: task.filesLeftOut,
    path_base64: pathsBase64(task.files),
    writes: task.writes,
    predicted: task.predicted,
    reads: task.reads,
    needs: task.needs,
    after: task.after,
    skills: task.skills,
    role: task.role,
    priority: task.priority,
    priority_sum: task.prioritySum.map(({ reason, points }) => ({ reason, points })),
    estimate: task.estimate,
    estimate_by: task.estimateBy,
    target: task.target,
    retries: task.retries,
    timeout: task.timeout,
    command: task.command,
    acceptance: task.acceptance,
    if: task.condition,
    if_names: task.conditionNames,
    outputs: task.outputs,
    for_each: task.forEach,
    item: task.item,
    members: task.members?.map(taskJson),
  };
}

const evidenceJson = (evidence: Evidence): Json =>
  'at' in evidence && evidence.at !== undefined
    ? { ...evidence, at: isoSeconds(evidence.at) }
    : { ...evidence };

const reasonJson = (reason: PlanReason): Json =>
  reason.kind === 'waits-for-claim' ? { ...reason, until: isoSeconds(reason.until) } : { ...reason };

/** `agent` is who does it: whoever plays the role, or the role itself. */
export function plannedTaskJson(task: PlannedTask): Json {
  return {
    ...taskJson(task),
    agent: task.assigned,
    start: task.start,
    finish: task.finish,
    wave: task.wave,
    depends_on: task.dependsOn.map(({ on, why }) => ({ task: on, why })),
    waits_for: task.waitsFor,
    explain: task.explain.map(reasonJson),
  };
}
