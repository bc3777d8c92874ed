// What a model is asked, whichever API asks it, and what it answers.

/** A tool that a program offers its model. */
export interface Tool {
  readonly name: string;
  /** Names of its parameters, with their JSON Schemas. */
  readonly parameters: Readonly<Record<string, Schema>>;
  readonly required: readonly string[];
  /** Takes free text instead of JSON. */
  readonly isFreeText?: boolean;
}

export interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** One request. */
export interface Talk {
  readonly system: string;
  readonly tools: readonly Tool[];
  /** In their order; `result`: what a tool gave back. */
  readonly turns: readonly { readonly by: 'user' | 'model' | 'result'; readonly text: string }[];
  /** The shape that the answer has to have. */
  readonly shape?: Schema;
}

export type Answer =
  | {
      readonly kind: 'text';
      readonly text: string /** Not before the test lets it. */;
      readonly after?: string;
    }
  | {
      readonly kind: 'call';
      readonly tool: string;
      readonly input: Readonly<Record<string, unknown>>;
      /** From now on answers that wait for this name go out. */
      readonly lets?: string;
    };

/** How an API is spoken: a request read, an answer written. */
export interface Api {
  matches(path: string): boolean;
  read(body: unknown): Talk;
  /** `id`: unique within the server. */
  write(answer: Answer, about: { readonly id: string; readonly body: unknown }): Written;
}

/** The body of an answer: one JSON value, or events in their order. */
export type Written =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'events'; readonly events: readonly Event[] };

export interface Event {
  readonly name?: string;
  readonly data: unknown;
}

/** Each answer says that it cost this. */
export const READ = 1_000;
export const WRITTEN = 50;
