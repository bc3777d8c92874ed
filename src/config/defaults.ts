import type { Settings } from '../core/model/settings.ts';
import { knownRoles } from './known-roles.ts';

/** Package managers' lock files, change logs, indexes and barrels: of 106 real pairs on such files all merged cleanly. */
export const MERGEABLE = [
  'CHANGELOG.md',
  '**/CHANGELOG.md',
  '**/package-lock.json',
  '**/npm-shrinkwrap.json',
  '**/yarn.lock',
  '**/pnpm-lock.yaml',
  '**/bun.lock',
  '**/Cargo.lock',
  '**/poetry.lock',
  '**/uv.lock',
  '**/Pipfile.lock',
  '**/go.sum',
  '**/Gemfile.lock',
  '**/composer.lock',
  '**/index.ts',
  '**/index.js',
  '**/__init__.py',
] as const;

/** Every default, once: the schema, `Settings` without a file, and the table in the README are made from these. */
export const DEFAULTS = {
  atOnce: 1,
  timeoutMinutes: 30,
  retries: 1,
  agents: 3,
  tasks: 5,
  minutes: 240,
  mode: 'enforce',
  leaseMinutes: 30,
  maxRefs: 32,
  maxAgentsPerFile: 1,
  publishTo: 'branch',
  publishEvery: 'run',
  coverage: 85,
} as const;

/** What holds where there is no configuration file; costs no schema library and no parser. */
export const defaultSettings = (): Settings => ({
  agents: [],
  roles: knownRoles(),
  link: [],
  timeoutMinutes: DEFAULTS.timeoutMinutes,
  retries: DEFAULTS.retries,
  limits: { agents: DEFAULTS.agents, tasks: DEFAULTS.tasks, minutes: DEFAULTS.minutes },
  claims: {
    mode: DEFAULTS.mode,
    mergeable: MERGEABLE,
    ignore: [],
    leaseMinutes: DEFAULTS.leaseMinutes,
    maxRefs: DEFAULTS.maxRefs,
    maxAgentsPerFile: DEFAULTS.maxAgentsPerFile,
    regenerate: [],
  },
  publish: { to: DEFAULTS.publishTo, every: DEFAULTS.publishEvery },
  rules: [],
  workflows: [],
  escalateTo: [],
  coverageTarget: DEFAULTS.coverage,
  source: undefined,
});
