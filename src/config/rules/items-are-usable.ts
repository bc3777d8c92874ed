import type { Problem } from '../../core/model/problem.ts';
import { fillInGlob, ITEM } from '../../core/paths/fill-in-item.ts';
import { unsafePath } from '../../core/paths/unsafe-path.ts';
import { errorAt } from '../parse/located.ts';
import { type ConfigRule, type RuleContext, whereOf, workflowEntries } from './rule.ts';

/** Items have names of their own, and paths that are made of them stay inside the repository. */
export const itemsAreUsable: ConfigRule = (context) =>
  workflowEntries(context.input).flatMap((entry) => {
    const items = itemsOf(context, entry.name);
    const globs = entry.steps.flatMap((step, index) =>
      (['paths', 'writes', 'reads'] as const).flatMap((key) =>
        (step[key] ?? []).flatMap((glob, at) =>
          glob.includes(ITEM) ? [{ glob, where: whereOf(context, ...entry.path, index, key, at) }] : [],
        ),
      ),
    );
    if (items === undefined)
      return isForEach(context, entry.name)
        ? []
        : globs.map(({ glob, where }) => errorAt(where, 'bad-glob', { glob, reason: 'item' }));
    return [...twice(items), ...items.flatMap((item) => leadsOutside(item, globs))];
  });

interface Item {
  readonly item: string;
  readonly where: Problem['where'] & object;
}

function twice(items: readonly Item[]): readonly Problem[] {
  const seen = new Map<string, number | undefined>();
  return items.flatMap(({ item, where }) => {
    const isTwice = seen.has(item);
    const firstLine = seen.get(item);
    if (!isTwice) seen.set(item, where.line);
    const data = { id: item, ...(firstLine !== undefined && { firstLine }) };
    return isTwice ? [errorAt(where, 'duplicate-id', data)] : [];
  });
}

/** One problem for each item: what is wrong is the item. */
function leadsOutside(
  { item, where }: Item,
  globs: readonly { readonly glob: string }[],
): readonly Problem[] {
  for (const { glob } of globs) {
    const path = fillInGlob(glob, item).replaceAll(/\\(.)/g, '$1');
    const reason = unsafePath(path.endsWith('/') ? path.slice(0, -1) : path);
    if (reason !== undefined) return [errorAt(where, 'unsafe-path', { path, reason })];
  }
  return [];
}

function isForEach({ input }: RuleContext, name: string): boolean {
  const workflow = input.workflows[name];
  return workflow !== undefined && !Array.isArray(workflow) && workflow.for_each !== undefined;
}

function itemsOf(context: RuleContext, name: string): readonly Item[] | undefined {
  const workflow = context.input.workflows[name];
  if (workflow === undefined || Array.isArray(workflow) || typeof workflow.for_each !== 'object')
    return undefined;
  if (typeof workflow.for_each.item === 'string') return undefined; // nobody knows them yet
  return workflow.for_each.item.map((item, index) => ({
    item,
    where: whereOf(context, 'workflows', name, 'for_each', 'item', index),
  }));
}
