import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';

/** GitHub's own OpenAPI description, cut to some operations and without prose. */
const DESCRIPTION = JSON.parse(
  readFileSync(new URL('../../fixtures/github/openapi.json', import.meta.url), 'utf8'),
) as { paths: Record<string, Record<string, Operation>>; components: Record<string, Record<string, Json>> };

type Json = Record<string, unknown>;

interface Operation {
  readonly requestBody?: {
    readonly content: Record<string, { readonly schema: Json }>;
    readonly $ref?: string;
  };
  readonly responses: Readonly<Record<string, Json>>;
}

/** What was asked and answered. `path` without the API's own prefix and without a query. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
  readonly answer: unknown;
}

// Spans slashes: names of refs and files.
const LONG = new Set(['ref', 'path', 'basehead']);
const templates = Object.keys(DESCRIPTION.paths).map((template) => ({
  template,
  pattern: new RegExp(
    `^${template
      .replaceAll(/[.+*?^$()|[\]\\]/g, '\\$&')
      .replaceAll(/\{(\w+)\}/g, (_all, name: string) => (LONG.has(name) ? '(.+)' : '([^/]+)'))}$`,
  ),
}));

const ajv = new Ajv({
  strict: false,
  allErrors: true,
  // formats of GitHub's own and those that ajv has elsewhere; what they say is not what these tests are about
  formats: Object.fromEntries(
    ['uri', 'uri-template', 'date-time', 'date', 'email', 'repo.nwo', 'int64', 'timestamp'].map((name) => [
      name,
      true,
    ]),
  ),
});
ajv.addSchema({ $id: 'github', components: toJsonSchema(DESCRIPTION.components) } as Json);
const known = new Map<string, ValidateFunction>();

/** What an exchange breaks of the description, one sentence each. Often not listed there: 401, 403, 404, 429, 5xx. */
export function findBreaches(exchange: Exchange): readonly string[] {
  const { method, path, status } = exchange;
  const name = `${method} ${path}`;
  const found = templates.find(({ pattern }) => pattern.test(path));
  const operation = found && DESCRIPTION.paths[found.template]?.[method.toLowerCase()];
  if (!found || !operation) return [`${name}: GitHub has no such operation`];
  const at = `${method} ${found.template}`;
  return [
    ...against(`${at} request`, bodySchema(operation), exchange.body ?? {}, name),
    ...(status < 300
      ? against(`${at} ${status}`, answerSchema(operation, status), exchange.answer, name)
      : []),
  ];
}

const bodySchema = ({ requestBody }: Operation): Json | undefined =>
  requestBody?.content['application/json']?.schema;

function answerSchema({ responses }: Operation, status: number): Json | undefined | 'not-listed' {
  const given = responses[String(status)];
  const answer = given?.['$ref'] ? resolveRef(String(given['$ref'])) : given;
  if (!answer) return 'not-listed';
  return (answer['content'] as Record<string, { schema: Json }> | undefined)?.['application/json']?.schema;
}

function against(
  key: string,
  schema: Json | undefined | 'not-listed',
  value: unknown,
  name: string,
): readonly string[] {
  if (schema === 'not-listed') return [`${name}: an answer that the description does not have (${key})`];
  if (schema === undefined) return [];
  const validate = known.get(key) ?? ajv.compile(toJsonSchema(schema) as Json);
  known.set(key, validate);
  if (validate(value)) return [];
  return (validate.errors ?? [])
    .slice(0, 5)
    .map(({ instancePath, message }) => `${name} (${key}): ${instancePath} ${message}`);
}

/** OpenAPI's own words in those of JSON Schema: `nullable`, and `oneOf`, whose choices overlap in this description. */
function toJsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toJsonSchema);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, oneOf, discriminator: _, example: __, examples: ___, ...rest } = value as Json;
  const plain: Json = {};
  for (const [key, part] of Object.entries(rest))
    plain[key] = key === '$ref' ? String(part).replace(/^#/, 'github#') : toJsonSchema(part);
  const schema = oneOf === undefined ? plain : { ...plain, anyOf: toJsonSchema(oneOf) };
  return nullable === true ? { anyOf: [schema, { type: 'null' }] } : schema;
}

function resolveRef(ref: string): Json {
  let value: unknown = DESCRIPTION;
  for (const key of ref.slice(2).split('/')) value = (value as Json)[key];
  return value as Json;
}

/** The least that a schema of the description allows, with `given` in it: whole answers from the few facts that matter. */
export function answerOf(schema: string, given: Json): Json {
  return { ...(leastOf({ $ref: `#/components/schemas/${schema}` }, 0) as Json), ...given };
}

function leastOf(schema: Json, depth: number): unknown {
  if (schema['nullable'] === true) return null;
  if (typeof schema['$ref'] === 'string') return leastOf(resolveRef(schema['$ref']), depth + 1);
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  const choices = (schema['anyOf'] ?? schema['oneOf']) as Json[] | undefined;
  if (choices?.[0]) return leastOf(choices[0], depth + 1);
  const all = schema['allOf'] as Json[] | undefined;
  if (all) return Object.assign({}, ...all.map((part) => leastOf(part, depth + 1)));
  switch (schema['type']) {
    case 'string':
      return schema['format'] === 'date-time' ? '2026-01-01T12:00:00Z' : 'https://example.invalid/';
    case 'integer':
    case 'number':
      return 0;
    case 'boolean':
      return false;
    case 'array':
      return [];
    default: {
      const properties = (schema['properties'] ?? {}) as Record<string, Json>;
      const required = (schema['required'] ?? []) as string[];
      return Object.fromEntries(required.map((name) => [name, leastOf(properties[name] ?? {}, depth + 1)]));
    }
  }
}
