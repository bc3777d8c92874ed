import * as v from 'valibot';
import type { Change } from '../../core/model/change.ts';
import { repoPath } from '../../core/model/ids.ts';
import type { Checked, Problem } from '../../core/model/problem.ts';
import type { ProjectState } from '../../core/model/project-state.ts';
import { unsafePath } from '../../core/paths/unsafe-path.ts';
import { DEFAULTS } from '../normalize/defaults.ts';
import { plainPath, present } from '../normalize/normalize-parts.ts';
import { checkShape } from '../schema/check-shape.ts';
import { amount, key, keyWithDefault, text } from '../schema/schema-parts.ts';
import { parseDate } from './date.ts';
import { withoutNulls } from './edit-located.ts';
import { errorAt, findNearest, inFileOrder, isTable, type Located, membersOf, warningAt } from './located.ts';
import { readDocument } from './read-document.ts';

const entries = {
  modified_files: keyWithDefault(v.array(text(4096)), [], 'Paths that were changed.'),
  sprint_goal: key(text(), 'The sprint goal.'),
  last_security_audit: key(text(64), 'When the project was last audited: a date, or an ISO time.'),
  test_coverage: key(amount(0, 100), 'Coverage of the whole project, in percent.'),
};
const stateSchema = v.object(entries);

/**
 * The state of a project as another tool wrote it down (`analyze --state FILE`), YAML or JSON. Keys that we do not know
 * are named in warnings: such files carry more than we look at.
 */
export function parseStateFile(bytes: Uint8Array, name: string): Checked<ProjectState> {
  const document = readDocument({ bytes, name });
  if (!document.ok) return document;
  const node = withoutNulls(document.value);
  const shape = checkShape(stateSchema, node);
  if (!shape.ok) return shape;

  const {
    modified_files: files,
    last_security_audit: audited,
    test_coverage: total,
    sprint_goal: goal,
  } = shape.value;
  const auditedAt = audited === undefined ? undefined : parseDate(audited);
  const problems: Problem[] = files.flatMap((path, index) => {
    const reason = unsafePath(plainPath(path));
    const { where } = findNearest(node, ['modified_files', index]);
    return reason === undefined ? [] : [errorAt(where, 'unsafe-path', { path, reason })];
  });
  if (audited !== undefined && auditedAt === undefined)
    problems.push(errorAt(findNearest(node, ['last_security_audit']).where, 'bad-date', { value: audited }));
  if (problems.length > 0) return { ok: false, problems: inFileOrder(problems) };

  const value: ProjectState = {
    changes: [...new Set(files.map(plainPath))].map(modified),
    known: 'names',
    audits: { paths: [], ...(auditedAt !== undefined && { project: { at: auditedAt, source: name } }) },
    ...(total !== undefined && { coverage: { total, files: [], source: name } }),
    coverageTarget: DEFAULTS.coverage,
    mentions: [],
    surface: [],
    ...present({ goal }),
  };
  return { ok: true, value, warnings: unknownKeys(node) };
}

const modified = (path: string): Change => ({
  path: repoPath(path),
  kind: 'modified',
  oldMode: '100644',
  newMode: '100644',
  added: null,
  deleted: null,
});

function unknownKeys(node: Located): readonly Problem[] {
  if (!isTable(node.content)) return [];
  const known = Object.keys(entries);
  return [...membersOf(node)]
    .filter(([name]) => !known.includes(name))
    .map(([name, { where }]) => warningAt(where, 'unknown-key', { key: name, known }));
}
