/** Closes an exhaustive `switch`: a state that the types exclude is a bug of ours. */
export function unreachable(value: never): never {
  throw new InternalError(`unexpected value ${JSON.stringify(value)}`);
}

/** A bug of ours, never expected trouble (that is a `Problem`). Entries print where to report it and exit with 70. */
export class InternalError extends Error {
  override readonly name = 'InternalError';
}
