import type { Reporter, TestModule } from 'vitest/node';

interface Times {
  files: number;
  tests: number;
  workMs: number;
  from: number;
  to: number;
}

/** Prints what each project took: from its first file to its last, and the sum over its files. */
export class ProjectTimes implements Reporter {
  readonly #times = new Map<string, Times>();

  onTestModuleStart(module: TestModule): void {
    this.#of(module).from ||= Date.now();
  }

  onTestModuleEnd(module: TestModule): void {
    const times = this.#of(module);
    times.files++;
    times.tests += [...module.children.allTests()].length;
    times.workMs += module.diagnostic().duration;
    times.to = Date.now();
  }

  onTestRunEnd(): void {
    for (const [name, { files, tests, workMs, from, to }] of this.#times)
      process.stdout.write(
        ` project ${name.padEnd(5)} ${seconds(to - from)} (${tests} tests in ${files} files, ${seconds(workMs)} of work)\n`,
      );
  }

  #of({ project }: TestModule): Times {
    const name = project.name;
    const known = this.#times.get(name);
    if (known) return known;
    const times: Times = { files: 0, tests: 0, workMs: 0, from: 0, to: 0 };
    this.#times.set(name, times);
    return times;
  }
}

const seconds = (ms: number): string => `${Math.round(ms / 1000)} s`;
