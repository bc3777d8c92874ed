import type { Checked, Problem, Where } from '../../core/model/problem.ts';
import type { Settings } from '../../core/model/settings.ts';
import { plainPath } from '../normalize/normalize-parts.ts';
import { normalizeSettings } from '../normalize/normalize-settings.ts';
import { resolveAliases } from '../normalize/resolve-aliases.ts';
import { ALL_RULES } from '../rules/all-rules.ts';
import type { WrittenCondition } from '../rules/check-conditions.ts';
import { agentEntries, conditionsIn, type RuleContext, whereOf } from '../rules/rule.ts';
import { checkShape } from '../schema/check-shape.ts';
import { settingsSchema } from '../schema/settings-schema.ts';
import { inFileOrder } from './located.ts';
import { keysOfInterest, pickSection } from './pick-section.ts';
import { readDocument } from './read-document.ts';

/** A file of the repository that a configuration names, to be read from where it itself was read. */
export interface NamedPrompt {
  readonly agent: string;
  readonly path: string;
  readonly where: Where;
}

/** A configuration, and the files that belong to it. */
export interface Configuration {
  readonly settings: Settings;
  readonly prompts: readonly NamedPrompt[];
  readonly conditions: readonly WrittenCondition[];
}

/** The configuration alone, for whoever plans and starts nothing: without the team's own text for prompts, and without a look at conditions. */
export function parseSettings(bytes: Uint8Array, name: string): Checked<Settings> {
  const parsed = parseConfiguration(bytes, name);
  return parsed.ok ? { ...parsed, value: parsed.value.settings } : parsed;
}

/**
 * A configuration file's bytes → `Settings`, or everything that is wrong with it. `name` is the path that problems
 * show; its last part says which section is ours (`package.json`, `agentic_config.yaml`). For a blob of the base
 * commit as for a file: nothing is read but these bytes, nothing is interpolated or executed.
 */
export function parseConfiguration(bytes: Uint8Array, name: string): Checked<Configuration> {
  const only = keysOfInterest(name);
  const document = readDocument({ bytes, name, ...(only !== undefined && { only }) });
  if (!document.ok) return document;
  const { node, problems: renamed } = resolveAliases(pickSection(document.value, name));
  const shape = checkShape(settingsSchema, node);
  const crossChecks = shape.ok
    ? ALL_RULES.flatMap((rule) => rule({ input: shape.value, node }))
    : shape.problems;

  const problems = inFileOrder([...renamed, ...crossChecks]);
  if (!shape.ok || problems.some(isError)) return { ok: false, problems };
  const value = {
    settings: normalizeSettings(shape.value, name),
    prompts: promptsOf({ input: shape.value, node }),
    conditions: conditionsIn({ input: shape.value, node }),
  };
  return { ok: true, value, warnings: problems };
}

const promptsOf = (context: RuleContext): readonly NamedPrompt[] =>
  agentEntries(context.input).flatMap(([agent, { prompt }]) =>
    prompt === undefined
      ? []
      : [{ agent, path: plainPath(prompt), where: whereOf(context, 'agents', agent, 'prompt') }],
  );

const isError = ({ severity }: Problem): boolean => severity !== 'warning';
