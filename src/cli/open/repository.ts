import { openRepository } from '../../git/clone/repository.ts';

// The read-only questions of the clone, loaded by the commands that ask them.
export { openRepository };
