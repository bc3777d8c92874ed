/** All labels that are ours begin so; no other one is ever touched. */
export const OUR_LABELS = 'agentic:';

/** A label that a pull request should have now. */
export interface WantedLabel {
  /** Begins with `OUR_LABELS`, at most 50 characters. */
  readonly name: string;
  readonly description: string;
  /** Six hex digits. */
  readonly color: string;
}
