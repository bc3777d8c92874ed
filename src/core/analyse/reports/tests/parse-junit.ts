import type { WallTime } from '../../../model/time.ts';
import { firstLine, type ReadReport, wholeNumber } from '../report.ts';
import { walkXml } from '../walk-xml.ts';

/** A test that failed, in the report's own words. */
export interface JunitTest {
  readonly suite: string;
  readonly className: string;
  readonly name: string;
  /** Of the test, else of the suite around it. */
  readonly file?: string;
  readonly line?: number;
  /** The first line of why. */
  readonly message: string;
  /** What its runner printed: traces, bounded. */
  readonly trace: string;
}

export interface JunitReport {
  readonly failing: readonly JunitTest[];
  /** When the last of its suites ran, where that is said with a time zone. */
  readonly writtenAt?: WallTime;
}

const MAX_FAILING = 10_000;
/** A trace is at its end after this; what follows is output. */
const MAX_TRACE = 50_000;

/**
 * What surefire, Gradle, pytest, jest-junit, vitest, mocha, go-junit-report and others write. A test failed that has a
 * `failure` or an `error`; one that passed when it was tried again (`flakyFailure`) has none.
 */
export function parseJunit(text: string): ReadReport<JunitReport> {
  const reader = new JunitReader();
  const trouble = walkXml(text, {
    open: (name, attributes, depth) => {
      if (depth === 1 && name !== 'testsuites' && name !== 'testsuite') return 'unknown-format';
      reader.open(name, attributes);
      return reader.failing.length > MAX_FAILING ? 'too-many' : undefined;
    },
    text: (piece) => reader.text(piece),
    close: (name) => reader.close(name),
  });
  if (trouble !== undefined) return { ok: false, trouble };
  const { failing, written } = reader;
  const value = { failing, ...(written > 0 ? { writtenAt: written as WallTime } : {}) };
  return { ok: true, value, dropped: 0 };
}

type Attributes = Readonly<Record<string, string>>;

interface OpenTest {
  readonly attributes: Attributes;
  failed: boolean;
  message: string;
  trace: string;
}

class JunitReader {
  readonly failing: JunitTest[] = [];
  written = 0;
  readonly #suites: Attributes[] = [];
  #test: OpenTest | undefined;
  #inFailure = false;

  open(name: string, attributes: Attributes): void {
    if (name === 'testsuite') {
      this.#suites.push(attributes);
      this.written = Math.max(this.written, zonedTime(attributes['timestamp']));
    } else if (name === 'testcase') this.#test = { attributes, failed: false, message: '', trace: '' };
    else if ((name === 'failure' || name === 'error') && this.#test !== undefined) {
      this.#inFailure = true;
      this.#test.failed = true;
      this.#test.message ||= firstLine(attributes['message'] ?? '');
      // some put the trace into the attribute and leave the element empty
      this.text(`${attributes['message'] ?? ''}\n`);
    }
  }

  text(piece: string): void {
    if (!this.#inFailure || this.#test === undefined) return;
    const room = MAX_TRACE - this.#test.trace.length;
    if (room > 0) this.#test.trace += piece.slice(0, room);
  }

  close(name: string): void {
    if (name === 'testsuite') this.#suites.pop();
    else if (name === 'failure' || name === 'error') this.#inFailure = false;
    else if (name === 'testcase' && this.#test !== undefined) {
      if (this.#test.failed) this.failing.push(this.#understand(this.#test));
      this.#test = undefined;
    }
  }

  #understand({ attributes, message, trace }: OpenTest): JunitTest {
    const suite = this.#suites.at(-1) ?? {};
    const file =
      attributes['file'] ?? attributes['filepath'] ?? this.#suites.findLast((one) => one['file'])?.['file'];
    const line = wholeNumber(attributes['line']);
    return {
      suite: suite['name'] ?? '',
      className: attributes['classname'] ?? '',
      name: firstLine(attributes['name'] ?? ''),
      ...(file ? { file } : {}),
      ...(line !== undefined && line > 0 ? { line } : {}),
      message: message || firstLine(trace),
      trace,
    };
  }
}

/** 0: there is none, or it is a time of an unknown place. */
function zonedTime(text: string | undefined): number {
  if (text === undefined || !/(Z|[+-]\d\d:?\d\d)$/.test(text)) return 0;
  const at = Date.parse(text);
  return Number.isNaN(at) ? 0 : at;
}
