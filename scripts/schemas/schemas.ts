import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { COORDINATION_KEYS } from '../../src/config/normalize/resolve-aliases.ts';
import { settingsSchema } from '../../src/config/schema/settings-schema.ts';
import { taskFileSchema } from '../../src/config/schema/tasks-schema.ts';
import { ALIASES_OF_KEYS } from './aliases.ts';
import { ANSWERS } from './answer-schemas.ts';
import { planSchema } from './plan-schema.ts';

const HOME = 'https://github.com/agentic-plan/agentic-plan/schema';

/** Published JSON Schemas by file name, made from the same source as our own validation. */
export const SCHEMAS: Readonly<Record<string, () => object>> = {
  'config.schema.json': () => describe(settingsSchema, 'config.schema.json', 'Configuration of agentic-plan'),
  'plan.schema.json': () => describe(planSchema, 'plan.schema.json', 'Plan of agentic-plan'),
  'tasks.schema.json': () => describe(taskFileSchema, 'tasks.schema.json', 'Task file of agentic-plan'),
  ...Object.fromEntries(
    Object.entries(ANSWERS).map(([command, schema]) => {
      const file = `${command}.schema.json`;
      return [file, () => describe(schema, file, `What agentic-plan ${command} --json prints`)];
    }),
  ),
};

/** What people write has other names too; what we write has one name for each key. */
const WRITTEN_BY_PEOPLE = new Set(['config.schema.json', 'tasks.schema.json']);

function describe(schema: GenericSchema, file: string, title: string): object {
  // Messages name problem codes, and conditions on text that JSON Schema cannot say are checked by us alone.
  const converted = toJsonSchema(schema, { errorMode: 'ignore', typeMode: 'input' });
  const { $schema, ...rest } = WRITTEN_BY_PEOPLE.has(file) ? withAliases(converted) : converted;
  const whole = file === 'config.schema.json' ? withOtherTools(rest) : rest;
  return { $schema, $id: `${HOME}/${file}`, title, ...whole };
}

/** Editors must not mark what we accept: other names stand beside ours, marked as such. */
function withAliases(node: JsonSchema): JsonSchema {
  const walked = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, walk(value)]));
  const { properties } = walked;
  if (typeof properties !== 'object' || properties === null) return walked;
  const members = { ...properties } as Record<string, JsonSchema>;
  for (const { table, other, ours } of ALIASES_OF_KEYS) {
    const meant = members[ours];
    if (meant !== undefined && table.every((key) => key in members))
      members[other] = {
        ...meant,
        description: `Other name of \`${ours}\`.`,
        deprecated: true,
      } as JsonSchema;
  }
  return { ...walked, properties: members };
}

function walk(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(walk);
  if (typeof value !== 'object' || value === null) return value;
  // How valibot says that a table has no other keys.
  if (JSON.stringify(value) === '{"not":{}}') return false;
  return withAliases(value as JsonSchema);
}

/** AgenticScrum's names for what stands elsewhere with us. */
function withOtherTools(schema: JsonSchema): JsonSchema {
  const other = (description: string, type: 'number' | 'object' | 'string') => ({
    type,
    description,
    deprecated: true,
  });
  return {
    ...schema,
    properties: {
      ...schema.properties,
      coordination: {
        ...other('AgenticScrum: file_locking is claims.mode, max_agents_per_file is in claims.', 'object'),
        properties: Object.fromEntries(
          COORDINATION_KEYS.map((key) => [
            key,
            { type: key === 'max_agents_per_file' ? 'number' : 'boolean' },
          ]),
        ),
        additionalProperties: false,
      },
      max_concurrent_agents: other('AgenticScrum: limits.agents.', 'number'),
      task_timeout: other('AgenticScrum: timeout, in seconds.', 'number'),
      retry_attempts: other('AgenticScrum: retries.', 'number'),
      last_security_audit: other('Other name of audits.security-audit.', 'string'),
      last_dependency_audit: other('Other name of audits.dependency-audit.', 'string'),
    },
  } as JsonSchema;
}
