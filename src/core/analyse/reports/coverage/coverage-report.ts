import type { WallTime } from '../../../model/time.ts';
import type { LineHits } from './line-hits.ts';

/** What one coverage report says, in its own names. */
export interface CoverageReport {
  readonly hits: LineHits;
  /**
   * What its names are: paths, perhaps relative to one of `roots`; ends of paths below source folders that the report
   * does not know (JaCoCo); or import paths (Go).
   */
  readonly names: 'paths' | 'endings' | 'imports';
  readonly roots: readonly string[];
  /** When its tool says that it was written. */
  readonly writtenAt?: WallTime;
}

/** Collects hits by file and line; a line ran as often as the most that any part of the report says. */
export class HitCollector {
  readonly #files = new Map<string, Map<number, number>>();
  #dropped = 0;

  get hits(): LineHits {
    return this.#files;
  }

  get dropped(): number {
    return this.#dropped;
  }

  /** That a report knows this file, also where no line of it can run. */
  file(name: string): void {
    if (!this.#files.has(name)) this.#files.set(name, new Map());
  }

  add(name: string, line: number | undefined, count: number | undefined): void {
    if (line === undefined || count === undefined || !(line > 0) || !(count >= 0)) {
      this.#dropped++;
      return;
    }
    this.file(name);
    const lines = this.#files.get(name);
    lines?.set(line, Math.max(lines.get(line) ?? 0, count));
  }
}
