import type { Annotation } from '../report/ci/annotations.ts';

/** What a step of a workflow can read and say. Implemented by `action.ts` over the toolkit, which knows the formats. */
export interface ActionHost {
  input(name: string): string;
  setOutput(name: string, value: string): void;
  /** Appends Markdown to the page of the run. */
  writeSummary(markdown: string): Promise<void>;
  notice(text: string): void;
  /** A notice at lines of a file. */
  annotate(annotation: Annotation): void;
  warning(text: string): void;
  error(text: string): void;
  /** From here on the runner shows stars in its place. */
  hide(secret: string): void;
}
