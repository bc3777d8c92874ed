import type { ChangeSummary } from '../../core/analyse/summarize-change.ts';
import { count } from '../count.ts';
import { escapeText } from '../escape.ts';

const MOST_ENDINGS = 5;

/** `2 files of code +149, 0 tests, 0 documents; 1 workflow: version bump` */
export function changeLine(seen: ChangeSummary): string {
  const added = seen.added === undefined ? '' : ` +${seen.added}`;
  const code = `${count(seen.code, 'file')} of code${seen.code > 0 ? added : ''}`;
  const parts = [
    `${code}, ${count(seen.tests, 'test')}, ${count(seen.documents, 'document')}`,
    seen.workflows === 0 ? '' : `${count(seen.workflows, 'workflow')}${bumpsOf(seen)}`,
    seen.manifests === 0 ? '' : count(seen.manifests, 'manifest'),
    seen.written === 0 ? '' : `${count(seen.written, 'file')} that programs write`,
    unknownOf(seen),
  ];
  return parts.filter((part) => part !== '').join('; ');
}

function bumpsOf({ workflows, bumps }: ChangeSummary): string {
  if (bumps === 0) return '';
  return bumps === workflows ? `: version bump${bumps === 1 ? '' : 's'}` : `, ${bumps} of them version bumps`;
}

function unknownOf({ unknown }: ChangeSummary): string {
  if (unknown.length === 0) return '';
  const shown = unknown.slice(0, MOST_ENDINGS).map((ending) => escapeText(ending, 20));
  return `not understood: ${shown.join(', ')}${unknown.length > MOST_ENDINGS ? ', …' : ''}`;
}
