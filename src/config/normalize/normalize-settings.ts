import { isBuiltIn } from '../../core/analyse/rules/kinds.ts';
import { AUDIT_KINDS } from '../../core/analyse/silence/known-audits.ts';
import { agentId } from '../../core/model/ids.ts';
import type {
  ClaimSettings,
  RoleSettings,
  RuleSettings,
  Settings,
  SignalSettings,
} from '../../core/model/settings.ts';
import { knownRoles } from '../agents/known-roles.ts';
import { parseDate } from '../parse/date.ts';
import { parseMinutes } from '../parse/duration.ts';
import type { SettingsInput } from '../schema/settings-schema.ts';
import { addToMergeable } from './add-to-mergeable.ts';
import { DEFAULTS } from './defaults.ts';
import { normalizeAgents } from './normalize-agents.ts';
import { asCommand, asList, asPriority, asSkills, present } from './normalize-parts.ts';
import { normalizeBatch, normalizeWorkflow } from './normalize-workflow.ts';

/** Checked input → `Settings`. Pure, and total: whatever could be wrong has been refused before. */
export function normalizeSettings(input: SettingsInput, source: string): Settings {
  const roles = normalizeRoles(input);
  const {
    agents,
    tasks,
    minutes,
    usd,
    jobs_per_day: jobsPerDay,
    pushes_per_minute: pushesPerMinute,
  } = input.limits;
  const { to, branch, every } = input.publish;
  return {
    agents: normalizeAgents(input, roles),
    roles,
    link: input.link,
    timeoutMinutes: parseMinutes(input.timeout) ?? DEFAULTS.timeoutMinutes,
    retries: input.retries,
    limits: { agents, tasks, minutes, jobsPerDay, ...present({ usd, pushesPerMinute }) },
    claims: normalizeClaims(input),
    publish: { to, every, ...present({ branch }) },
    comment: input.comment,
    labels: input.labels,
    rules: Object.entries(input.rules).map(([kind, rule]) => normalizeRule(kind, rule)),
    workflows: Object.entries(input.workflows).map(([name, workflow]) =>
      normalizeWorkflow({ name, workflow, roles }),
    ),
    escalateTo: asList(input.escalate_to),
    coverageTarget: input.coverage,
    signals: normalizeSignals(input),
    lastAudits: normalizeAudits(input),
    source,
    ...present({
      verify: asCommand(input.verify),
      setup: asCommand(input.setup),
      worktrees: input.worktrees,
      goal: input.goal,
      remote: input.remote,
      batch: normalizeBatch(input.batch),
    }),
  };
}

function normalizeRoles(input: SettingsInput): Record<string, RoleSettings> {
  const roles = knownRoles();
  for (const [name, role] of Object.entries(input.roles ?? {})) {
    const known = roles[name];
    roles[name] = {
      title: role.title ?? known?.title ?? name,
      skills: role.skills === undefined && known !== undefined ? known.skills : asSkills(role.skills),
      languages: role.languages.length === 0 && known !== undefined ? known.languages : role.languages,
      agents: role.agents.map((agent) => agentId(agent)),
    };
  }
  return roles;
}

function normalizeClaims({ claims }: SettingsInput): ClaimSettings {
  return {
    mode: claims.mode,
    mergeable: addToMergeable(claims.mergeable),
    ignore: claims.ignore,
    leaseMinutes: parseMinutes(claims.lease) ?? DEFAULTS.leaseMinutes,
    maxRefs: claims.max_refs,
    maxAgentsPerFile: claims.max_agents_per_file,
    regenerate: Object.entries(claims.regenerate ?? {}).flatMap(([glob, written]) => {
      const command = asCommand(written);
      return command === undefined ? [] : [{ glob, command }];
    }),
  };
}

function normalizeRule(kind: string, rule: SettingsInput['rules'][string]): RuleSettings {
  const written = typeof rule === 'object' ? rule : undefined;
  const { title, why, priority, estimate, role, writes, lines } = written ?? {};
  return {
    kind,
    enabled: written?.enabled ?? (rule !== false && rule !== 'off'),
    custom: !isBuiltIn(kind),
    paths: written?.paths ?? [],
    ignore: written?.ignore ?? [],
    languages: written?.languages ?? [],
    skills: asSkills(written?.skills),
    ...present({ title, why, estimate, role, writes, lines }),
    ...(priority !== undefined && { priority: asPriority(priority) }),
  };
}

function normalizeSignals({ signals }: SettingsInput): SignalSettings {
  const places = (written: SettingsInput['signals']['tests']): readonly string[] | false =>
    written === false || written === 'off' ? false : asList(written);
  return {
    coverage: places(signals.coverage),
    findings: places(signals.findings),
    tests: places(signals.tests),
    advisories: places(signals.advisories),
  };
}

const normalizeAudits = ({ audits }: SettingsInput): Settings['lastAudits'] =>
  AUDIT_KINDS.flatMap((kind) => {
    const at = parseDate(audits[kind] ?? '');
    return at === undefined ? [] : [{ kind, at }];
  });
