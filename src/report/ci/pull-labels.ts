import { compareText } from '../../core/model/compare-text.ts';
import { OUR_LABELS, type WantedLabel } from '../../core/model/wanted-label.ts';
import { escapeText } from '../escape.ts';
import { type CiView, claimsInTheWay, ownClaims } from './ci-view.ts';

const MOST = 10;
const LONGEST = 50;
const LONGEST_DESCRIPTION = 100;

/** A view of the refs, for the list of pull requests: who is at work on this branch, where, and what stands in the way. */
export function pullLabels(view: CiView): readonly WantedLabel[] {
  const own = ownClaims(view);
  const agents = sorted(own.flatMap(({ agent }) => agent ?? []));
  const folders = sorted(own.flatMap(({ locks }) => locks.map(topFolder)));
  const wanted = [
    ...(own.length > 0 ? [label('running', 'Agents hold files on this branch', '1d76db')] : []),
    ...(claimsInTheWay(view).length > 0
      ? [label('blocked', 'Somebody else holds files of this pull request', 'b60205')]
      : []),
    ...agents.map((name) => label(`agent/${name}`, `${name} is at work on this branch`, '5319e7')),
    ...folders.map((name) => label(`lock/${name}`, `Held on this branch: ${name}`, 'fbca04')),
  ];
  const names = new Map(wanted.map((one) => [one.name.toLowerCase(), one]));
  return [...names.values()].slice(0, MOST);
}

const sorted = (names: readonly string[]): readonly string[] => [...new Set(names)].sort(compareText);

const topFolder = (lock: string): string => lock.split('/', 1)[0] ?? '';

/** Names are made of letters that no list, query or page reads as anything else. */
const label = (what: string, description: string, color: string): WantedLabel => ({
  name: `${OUR_LABELS}${what.replaceAll(/[^\w./%-]/g, '-')}`.slice(0, LONGEST),
  description: [...escapeText(description)].slice(0, LONGEST_DESCRIPTION).join(''),
  color,
});
