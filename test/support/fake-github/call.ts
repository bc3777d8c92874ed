import type { FakeToken, FakeWorld } from './world.ts';

export interface Call {
  readonly world: FakeWorld;
  readonly who: FakeToken;
  readonly method: string;
  /** Behind `/repos/<owner>/<repo>`. */
  readonly rest: string;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Reply {
  readonly status: number;
  readonly answer?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}
