import { at, listAt, textAt } from '../../src/core/agents/event-parts.ts';
import type { Schema, Tool } from './talk.ts';

/** Text of a message, which is a string or a list of parts. */
export function contentText(content: unknown): string {
  if (typeof content === 'string') return content;
  return Array.isArray(content) ? content.map((part) => textAt(part, 'text')).join('\n') : '';
}

export function toolOf(name: string, schema: unknown): Tool {
  const properties = at(schema, 'properties');
  return {
    name,
    parameters: typeof properties === 'object' && properties !== null ? { ...properties } : {},
    required: listAt(schema, 'required').map(String),
  };
}

/** Something that a schema allows, for questions that are beside the point. */
export function sampleOf(schema: Schema | undefined): unknown {
  if (schema === undefined) return 'x';
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.anyOf !== undefined) return sampleOf(schema.anyOf[0]);
  const type = [schema.type ?? 'string'].flat()[0]?.toLowerCase();
  if (type === 'object') {
    const members = Object.entries(schema.properties ?? {});
    return Object.fromEntries(members.map(([name, one]) => [name, sampleOf(one)]));
  }
  if (type === 'array') return [];
  if (type === 'boolean') return false;
  return type === 'integer' || type === 'number' ? 1 : 'x';
}

/** A schema that a request carries, where it carries one. */
export const schemaAt = (body: unknown, ...path: readonly string[]): { readonly shape?: Schema } => {
  const found = at(body, ...path);
  return typeof found === 'object' && found !== null ? { shape: found } : {};
};
