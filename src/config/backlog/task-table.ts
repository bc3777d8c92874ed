import { PRESET_NAMES, PRESET_PROGRAMS } from '../../core/agents/presets.ts';
import type { Where } from '../../core/model/problem.ts';
import { literalPattern } from '../../core/paths/match-paths.ts';
import { knownRoles } from '../agents/known-roles.ts';
import { plainPath } from '../normalize/normalize-parts.ts';
import type { Located } from '../parse/located.ts';
import type { BacklogItem, Said } from './importer.ts';
import type { JudgedItem } from './judge-items.ts';
import type { KnownFiles } from './known-files.ts';
import { mentionedPaths } from './mentioned-paths.ts';
import { readPriority } from './read-priority.ts';

const LONGEST_TITLE = 1_000;
const LONGEST_WHY = 4_000;

/** What a backlog is read in. */
export interface Surroundings {
  readonly files: KnownFiles;
  /** A file of the backlog as a path of the repository; undefined: it is none, or not at HEAD. */
  readonly pathOf: (file: string) => string | undefined;
}

export interface TableEntry {
  /** A task as a task file would have it. */
  readonly node: Located;
  /** Of its `writes`, those that were only mentioned. */
  readonly predicted: readonly string[];
}

/** An item in the shape of a task file, each value with its place in the backlog. Nothing in it can start a process. */
export function toTaskEntry({ item, id, needs }: JudgedItem, around: Surroundings): TableEntry {
  const listed = item.listed.map((said) => ({ ...said, text: pathInRepository(said.text, around) }));
  const predicted = listed.length > 0 ? [] : mentionedPaths(item.prose, around.files.find);
  const own = around.pathOf(item.where.file);
  const agent = agentOf(item.assigned);
  const at = (content: Located['content'], where: Where = item.where): Located => ({
    where: { ...where, key: item.name },
    content,
  });
  const list = (all: readonly Said[]) => at(all.map(({ text, where }) => at(text, where)));
  const members: (readonly [string, Located | undefined])[] = [
    ['id', at(id)],
    ['title', at(cut(item.title, LONGEST_TITLE))],
    ['why', at(cut(whyOf(item, own), LONGEST_WHY))],
    ['kind', item.kind === undefined ? undefined : at(item.kind)],
    [
      'writes',
      at([
        ...listed.map(({ text, where }) => at(asPattern(text), where)),
        ...predicted.map((path) => at(literalPattern(path))),
      ]),
    ],
    ['reads', own === undefined ? undefined : at([at(literalPattern(own))])],
    ['needs', at(needs.map(({ id: on, where }) => at(on, where)))],
    ['agent', agent === undefined ? undefined : at(agent.text, agent.where)],
    ['priority', priorityOf(item, at)],
    ['estimate', item.estimate === undefined ? undefined : at(Math.min(item.estimate, 10_000))],
    ['acceptance', list(item.acceptance.map((said) => ({ ...said, text: cut(said.text, LONGEST_TITLE) })))],
  ];
  const said = members.flatMap(([key, node]): [string, Located][] =>
    node === undefined ? [] : [[key, node]],
  );
  return { node: at(new Map(said)), predicted };
}

const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 2).toWellFormed()} …` : text;

const priorityOf = (
  { priority }: BacklogItem,
  at: (content: number, where: Where) => Located,
): Located | undefined => {
  const points = priority === undefined ? undefined : readPriority(priority.text);
  return priority === undefined || points === undefined ? undefined : at(points, priority.where);
};

function whyOf({ name, why, where }: BacklogItem, own: string | undefined): string {
  const line = where.line === undefined ? '' : `, line ${where.line}`;
  const whole =
    own === undefined ? `${name} of ${where.file}${line}` : `${name}: all of it is in ${own}${line}`;
  return why === '' ? whole : `${cut(why, LONGEST_WHY - whole.length - 2)}\n\n${whole}`;
}

/** Folders of machines: what begins with one is none of the repository, whatever a backlog means by it. */
const OF_THE_SYSTEM =
  /^\/(bin|boot|dev|etc|home|lib|mnt|opt|private|proc|root|run|sbin|srv|sys|tmp|usr|users|var)(\/|$)/i;

/** `/docs/GUIDE.md` in a story is counted from the root of the repository. */
function pathInRepository(text: string, { files }: Surroundings): string {
  const path = plainPath(text);
  const inside = path.replace(/^\/(?=[^/])/, '');
  return path !== inside && (files.has(inside) || !OF_THE_SYSTEM.test(path)) ? inside : path;
}

const asPattern = (path: string): string => (/[*?]/.test(path) ? path : literalPattern(path));

const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

/** Whom we know without a configuration, by the name in lower case. */
const KNOWN: ReadonlyMap<string, string> = new Map(
  [...Object.keys(knownRoles()), ...PRESET_PROGRAMS, ...PRESET_NAMES].map((name) => [
    name.toLowerCase(),
    name,
  ]),
);

/** The first that is a role or a program that we know, as that is written; else the first that can be a name. */
function agentOf(assigned: readonly Said[]): Said | undefined {
  const found = assigned.flatMap((said): readonly Said[] => {
    const text = KNOWN.get(said.text.toLowerCase().replaceAll(' ', '-'));
    return text === undefined ? [] : [{ ...said, text }];
  });
  return found[0] ?? assigned.find(({ text }) => NAME.test(text));
}
