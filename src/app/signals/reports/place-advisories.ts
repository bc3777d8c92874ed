import type { ReportedAdvisory } from '../../../core/analyse/reports/advisories/advisory-report.ts';
import type { Advisory, ReportSource } from '../../../core/model/project-state.ts';
import { classifyPath } from '../../../core/paths/classify-path.ts';
import { type ReportRoom, resolversOf } from './report-room.ts';

/** What they were found in, as files of ours; older than the change where a manifest of it was written later. */
export async function placeAdvisories(
  room: ReportRoom,
  found: readonly ReportedAdvisory[],
  source: ReportSource,
): Promise<readonly Advisory[]> {
  if (found.length === 0) return [];
  const { path: resolve } = await resolversOf(room, await room.files(), source);
  const isOlder = await room.isOlder(source);
  const manifests = room.changed.filter((path) => {
    const classes = classifyPath(path);
    return classes.has('manifest') || classes.has('lock-file');
  });
  const older = manifests.some(isOlder) ? { older: true as const } : {};
  return found.map(({ file, ...advisory }) => {
    const manifest = file === undefined ? undefined : resolve(file);
    return { ...advisory, ...(manifest === undefined ? {} : { manifest }), source, ...older };
  });
}

/** Several scanners find the same. */
export function distinctAdvisories(advisories: readonly Advisory[]): readonly Advisory[] {
  const byKey = new Map<string, Advisory>();
  for (const advisory of advisories) {
    const key = JSON.stringify([advisory.id, advisory.package, advisory.version, advisory.manifest]);
    if (!byKey.has(key)) byKey.set(key, advisory);
  }
  return [...byKey.values()];
}
