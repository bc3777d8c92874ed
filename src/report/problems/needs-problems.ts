import type { ConditionReason } from '../../core/model/config-problem-data.ts';
import type { DataOf } from '../../core/model/problem.ts';
import { escapeText } from '../escape.ts';
import { type Catalogue, usage } from './entry.ts';
import { datum, suggestion } from './wording.ts';

const SHORTER = 'write less into it, or have an earlier step decide it and leave an output';

/** What is wrong with a condition, and what helps; `%` is the name that cannot stand there. */
const REASONS = {
  'too-long': ['is longer than can be read', SHORTER],
  'too-deep': ['is nested more than 50 deep', SHORTER],
  syntax: ['cannot be read: %', "write it as in GitHub's workflows: `needs.scan.outputs.findings > 0`"],
  need: ['asks for %, which the task does not wait for', 'add it to what it needs'],
  output: ['asks for an output % that nobody declares', 'add it to `outputs:` of the step that leaves it'],
  state: ['asks for state.%, which is not recorded', 'write one that there is'],
  name: ['asks for %, which there is not', 'write one that there is'],
  function: ['calls %(), which there is not', 'write one that there is'],
  result: ['compares a result with %, which no result ever is', 'write one that there is'],
  'no-value': [
    'uses % as a value, which it is not',
    'name one output, `result`, or a key of `state`; state.changed_count counts',
  ],
  computed: ['computes a name', 'write each name out, as in needs.scan.outputs.findings'],
} satisfies Record<ConditionReason, readonly [what: string, remedy: string]>;

/** Each need of a cycle with the place where it is written: `a needs b (tasks.yaml:4), b needs a (tasks.yaml:7)`. */
function trailOf(data: DataOf<'dependency-cycle'>): string {
  const { cycle, places } = data;
  if (!Array.isArray(places))
    return Array.isArray(cycle) ? cycle.map((id) => escapeText(id)).join(' → ') : datum(data, 'cycle');
  const needs = cycle
    .slice(1)
    .map((need, at) => [cycle[at], need, places[at]].map((text) => escapeText(text ?? '')));
  return needs.map(([id, need, place]) => `${id} needs ${need} (${place})`).join(', ');
}

/** Words for what tasks wait for, and ask of it. */
export const NEEDS_PROBLEMS: Catalogue<'unknown-id' | 'dependency-cycle' | 'bad-condition'> = {
  'unknown-id': usage((data) => ({
    what: `${datum(data, 'by')} waits for ${datum(data, 'id')}, which does not exist`,
    remedy: suggestion(data, 'add it, or remove it here'),
  })),
  'dependency-cycle': usage((data) => ({
    what: `these wait for each other: ${trailOf(data)}`,
    remedy: 'remove one of these dependencies',
  })),
  'bad-condition': usage((data) => {
    const [what, remedy] = (Object.hasOwn(REASONS, data.reason) && REASONS[data.reason]) || REASONS.syntax;
    const known = data.known.length === 0 ? '' : `known here: ${datum(data, 'known')}`;
    return {
      what: `${datum(data, 'condition')} ${what.replace('%', () => datum(data, 'name'))}`,
      remedy: suggestion(data, [known, remedy].filter((part) => part !== '').join('; ')),
    };
  }),
};
