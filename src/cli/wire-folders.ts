import { findAnnex } from '../git/clone/find-annex.ts';

// What stands against making folders for agents, asked before anything starts.
export { findAnnex };
