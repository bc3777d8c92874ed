import { listTrackedFiles } from '../git/list-tracked-files.ts';
import { listUncommitted } from '../git/list-uncommitted.ts';
import { openRepository } from '../git/repository.ts';

// The read-only questions of the clone, loaded by the commands that ask them.
export { listTrackedFiles, listUncommitted, openRepository };
