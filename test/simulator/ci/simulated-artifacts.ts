import type { ArtifactFile, Artifacts } from '../../../src/app/ports/artifacts.ts';
import { compareText } from '../../../src/core/model/compare-text.ts';

/** What the jobs of one run of a workflow leave for each other, over all of its attempts: whoever writes last is read. */
export class SimulatedArtifacts implements Artifacts {
  readonly #stored = new Map<string, ReadonlyMap<string, Uint8Array>>();

  async list(): Promise<readonly string[]> {
    return [...this.#stored.keys()].sort(compareText);
  }

  async open(name: string): ReturnType<Artifacts['open']> {
    const files = this.#stored.get(name);
    if (files === undefined) return { refused: 'gone' };
    return {
      read: async (path, maxBytes) => {
        const bytes = files.get(path);
        return bytes === undefined || bytes.length > maxBytes ? undefined : bytes;
      },
      stream: () => undefined,
    };
  }

  async put(name: string, files: readonly ArtifactFile[]): Promise<void> {
    const whole = files.flatMap(({ path, bytes }): [string, Uint8Array][] =>
      bytes instanceof Uint8Array ? [[path, bytes]] : [],
    );
    this.#stored.set(name, new Map(whole));
  }

  /** Another job of the workflow does with an artifact what it likes. */
  change(name: string, how: (path: string, text: string) => string): void {
    const files = this.#stored.get(name) ?? new Map<string, Uint8Array>();
    const changed = [...files].map(([path, bytes]): [string, Uint8Array] => [
      path,
      Buffer.from(how(path, Buffer.from(bytes).toString('utf8'))),
    ]);
    this.#stored.set(name, new Map(changed));
  }

  copy(from: string, to: string): void {
    const files = this.#stored.get(from);
    if (files !== undefined) this.#stored.set(to, files);
  }

  /** As a job has downloaded them: what is written later it does not see, and where the download ended early not all. */
  downloaded(isMissing: (name: string) => boolean = () => false): SimulatedArtifacts {
    const copy = new SimulatedArtifacts();
    for (const [name, files] of this.#stored) if (!isMissing(name)) copy.#stored.set(name, files);
    return copy;
  }
}
