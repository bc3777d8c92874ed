import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Test files that take long for their project, of which none must be the last to begin. */
const LONG =
  /test\/(kill-matrix|act|races)\/|\/(nobody-locked-out|readme-examples|killed-and-interrupted|goes-on-without-tasks|real-hook-tools|doctor|demo|silent-remote|rescued-work|longer-than-the-lease|many-at-once|hand-over-half|hand-over-chaos|tasks-a-change-asks-for|patterns-overlap)\.test\.ts$/;

/** What is long goes first; a fresh clone knows no times of its own, and vitest would go by the sizes of files. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => LONG.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
