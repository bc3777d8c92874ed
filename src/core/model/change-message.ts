import type { Oid } from './ids.ts';

/** What a commit of the change says of itself; raw text of whoever wrote it. */
export interface ChangeMessage {
  readonly commit: Oid;
  readonly text: string;
}
