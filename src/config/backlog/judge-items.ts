import { nameItems } from '../../core/model/name-items.ts';
import type { Problem } from '../../core/model/problem.ts';
import { errorAt } from '../parse/located.ts';
import { nearest } from '../schema/nearest.ts';
import type { BacklogItem } from './importer.ts';
import { judgeStatus } from './judge-status.ts';

/** An item with what becomes of it. */
export interface JudgedItem {
  readonly item: BacklogItem;
  readonly id: string;
  /** `aside`: neither done nor to be done now, and so is what needs it. */
  readonly fate: 'open' | 'done' | 'aside';
  /** Of `aside`: its status as written, or what it waits for. */
  readonly because: string;
  /** Ids of open items that it waits for. */
  readonly needs: readonly { readonly id: string; readonly where: BacklogItem['where'] }[];
  /** Its status is no word that we know. */
  readonly unknownStatus: boolean;
}

export interface JudgedItems {
  readonly items: readonly JudgedItem[];
  /** Each with the item it is about. */
  readonly problems: readonly ItemProblem[];
}

export interface ItemProblem {
  readonly item: BacklogItem;
  readonly problem: Problem;
}

/** What is to be done, what is done, and what waits for what. Two of one name, and needs that nobody has, are problems. */
export function judgeItems(all: readonly BacklogItem[]): JudgedItems {
  const { items, problems } = withoutDoubles(all);
  const ids = nameItems(
    '',
    items.map(({ id }) => id),
  );
  const judged = items.map(
    (item, at): JudgedItem => ({ ...judgeAlone(item), item, id: ids[at] ?? '', needs: [] }),
  );
  const byName = new Map(judged.map((each) => [each.item.name, each]));
  const names = [...byName.keys()];
  const withNeeds = judged.map((each) => {
    if (each.fate !== 'open') return { judged: each, needs: [] };
    const needs = each.item.needs.flatMap((need) => {
      const on = byName.get(need.name);
      if (on === undefined && !need.settled) problems.push(unknownNeed(each.item, need, names));
      return on === undefined ? [] : [{ on, where: need.where }];
    });
    return { judged: each, needs };
  });
  return { items: settle(withNeeds), problems };
}

function withoutDoubles(all: readonly BacklogItem[]) {
  const problems: ItemProblem[] = [];
  const first = new Map<string, BacklogItem>();
  const items = all.filter((item) => {
    const other = first.get(item.name);
    if (other === undefined) {
      first.set(item.name, item);
      return true;
    }
    problems.push({ item, problem: errorAt(keyed(item), 'duplicate-id', doubleOf(item, other)) });
    return false;
  });
  return { items, problems };
}

const doubleOf = ({ name, where }: BacklogItem, first: BacklogItem) => ({
  id: name,
  ...(first.where.line === undefined ? {} : { firstLine: first.where.line }),
  ...(first.where.file === where.file ? {} : { firstFile: first.where.file }),
});

const keyed = ({ where, name }: BacklogItem) => ({ ...where, key: name });

function unknownNeed(
  item: BacklogItem,
  need: BacklogItem['needs'][number],
  names: readonly string[],
): ItemProblem {
  const near = nearest(
    need.name,
    names.filter((name) => name !== item.name),
  );
  const data = { id: need.name, by: item.name, ...(near === undefined ? {} : { nearest: near }) };
  return { item, problem: errorAt({ ...need.where, key: item.name }, 'unknown-id', data) };
}

function judgeAlone(item: BacklogItem): Pick<JudgedItem, 'fate' | 'because' | 'unknownStatus'> {
  const status = item.status?.text ?? '';
  const verdict = judgeStatus(status);
  if (verdict === 'done') return { fate: 'done', because: status, unknownStatus: false };
  if (item.noWork !== undefined) return { fate: 'aside', because: item.noWork, unknownStatus: false };
  // who waits for something that this backlog names is held back by that; else for nobody knows what
  const isHeld =
    verdict === 'aside' || (verdict === 'blocked' && !item.needs.some(({ settled }) => !settled));
  return { fate: isHeld ? 'aside' : 'open', because: status, unknownStatus: verdict === 'unknown' };
}

interface WithNeeds {
  readonly judged: JudgedItem;
  readonly needs: readonly { readonly on: JudgedItem; readonly where: BacklogItem['where'] }[];
}

/** What needs something that is set aside is set aside itself, and so on; each item is looked at once. */
function settle(all: readonly WithNeeds[]): readonly JudgedItem[] {
  const because = new Map<JudgedItem, string>();
  const neededBy = new Map<JudgedItem, JudgedItem[]>();
  for (const { judged, needs } of all)
    for (const { on } of needs) {
      const others = neededBy.get(on);
      if (others === undefined) neededBy.set(on, [judged]);
      else others.push(judged);
    }
  const queue = all.flatMap(({ judged }) => (judged.fate === 'aside' ? [judged] : []));
  for (const next of queue)
    for (const other of neededBy.get(next) ?? [])
      if (!because.has(other)) {
        because.set(other, `needs ${next.item.name}`);
        queue.push(other);
      }
  return all.map(({ judged, needs }): JudgedItem => {
    const why = because.get(judged);
    if (why !== undefined) return { ...judged, fate: 'aside', because: why };
    const open = needs.filter(({ on }) => on.fate === 'open');
    return { ...judged, needs: open.map(({ on, where }) => ({ id: on.id, where })) };
  });
}
