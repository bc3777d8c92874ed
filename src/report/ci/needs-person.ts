import { MOST_ASKED } from '../../core/model/comment-marker.ts';
import { count } from '../count.ts';
import { escapeMarkdown, markdownCode } from '../escape.ts';
import { ownLine } from '../own-command.ts';
import { missingText } from '../plan/reason-words.ts';
import { shellWord } from '../shell-word.ts';
import { utcClock } from '../times.ts';
import { type CiView, claimsInTheWay } from './ci-view.ts';
import { shownName } from './collisions.ts';
import type { Block } from './fit-blocks.ts';
import { asOf, holderText, shortMarkdown, taskName, taskStates } from './task-states.ts';

/** Something that no agent and no waiting settles by itself. */
export interface Escalation {
  /** What it is called in the comment's marker: letters, digits, `.`, `_`, `:` and `-`. */
  readonly key: string;
  /** Markdown, one line. */
  readonly text: string;
}

const MOST_KEY = 60;
/** What it is called in the marker. */
export const keyOf = (kind: string, name: string): string =>
  `${kind}:${name.replaceAll(/[^\w.-]/g, '-').replaceAll('--', '-')}`.slice(0, MOST_KEY);

/** What needs a person, with the command that helps. */
export function findEscalations(view: CiView): readonly Escalation[] {
  return [...heldFiles(view), ...tasksOfNobody(view), ...conflictsWithBase(view)];
}

function heldFiles(view: CiView): readonly Escalation[] {
  return claimsInTheWay(view).map((claim) => {
    const [first = ''] = claim.sharedFiles;
    const release = ownLine({ command: 'release', words: [claim.claim, '--force'], given: {} });
    return {
      key: keyOf('held', claim.claim),
      text: `- ${shownName(first)} is held by ${holderText(claim)} until ${utcClock(claim.until, asOf(view))}. Ask them, or release it: ${markdownCode(release)}. Nothing has to be done when the claim ends by itself.`,
    };
  });
}

function tasksOfNobody(view: CiView): readonly Escalation[] {
  const states = taskStates(view);
  const missing = new Map(view.plan.unassigned.map((one) => [one.task, one.missing]));
  return view.plan.tasks.flatMap((task, at) => {
    if (states[at]?.kind !== 'nobody') return [];
    const lacks = shortMarkdown(missingText(missing.get(task.id) ?? []), 200);
    const explain = ownLine({ command: 'explain', words: [String(at + 1)], given: {} });
    return [
      {
        key: keyOf('nobody', task.id),
        text: `- ${shortMarkdown(taskName(task), 80)}: no agent can do it; the nearest lacks ${lacks}. Why: ${markdownCode(explain)}`,
      },
    ];
  });
}

function conflictsWithBase(view: CiView): readonly Escalation[] {
  const base = view.plan.presence.branches.find(({ isBase }) => isBase);
  if (!base || base.conflicts.length === 0) return [];
  const merge = `git merge ${shellWord(base.name)}`;
  return [
    {
      key: keyOf('base', base.tip.slice(0, 12)),
      text: `- ${count(base.conflicts.length, 'file')} will not merge with ${shownName(view.base)} as it is now, whatever the others do: ${markdownCode(merge)}`,
    },
  ];
}

/** Who is asked, as configured in the base; a mention only for what nobody was asked for yet. */
export function escalationBlock(view: CiView, asked: readonly string[]): Block {
  const found = findEscalations(view);
  const who = whoIsAsked(view.escalateTo, found, asked);
  return {
    head: found.length === 0 ? [] : [`**Needs a person (${found.length}).** ${who}`.trimEnd(), ''],
    rows: found.map(({ text }) => text),
    more: (left) => `- … and ${left} more`,
    tail: [],
  };
}

const MENTION = /^@[A-Za-z0-9][A-Za-z0-9-]{0,38}(\/[A-Za-z0-9._-]{1,100})?$/;

/** Names as configured; a mention only where something is new. */
export function whoIsAsked(
  escalateTo: readonly string[],
  found: readonly Pick<Escalation, 'key'>[],
  asked: readonly string[],
): string {
  const isNew = found.slice(0, MOST_ASKED).some(({ key }) => !asked.includes(key));
  return escalateTo
    .slice(0, 5)
    .map((name) => (isNew && MENTION.test(name) ? name : escapeMarkdown(name)))
    .join(' ');
}
