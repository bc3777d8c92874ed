import { compareText } from '../../../core/model/compare-text.ts';

/** One argument of a tool. */
export interface Parameter {
  readonly type: 'text' | 'texts';
  readonly description: string;
  readonly required?: true;
}

export type Parameters = Readonly<Record<string, Parameter>>;

/** Arguments of a call, each of its parameter's type. */
export type Arguments = Readonly<Record<string, string | readonly string[] | undefined>>;

const MOST_TEXTS = 1_000;
const LONGEST_TEXT = 8_192;

/** The parameters as JSON Schema, as the protocol wants them. */
export function schemaOf(parameters: Parameters) {
  const entries = Object.entries(parameters);
  return {
    type: 'object' as const,
    properties: Object.fromEntries(
      entries.map(([name, { type, description }]) => [
        name,
        type === 'text'
          ? { type: 'string', description }
          : { type: 'array', items: { type: 'string' }, description },
      ]),
    ),
    required: entries.flatMap(([name, { required }]) => (required ? [name] : [])),
    additionalProperties: false,
  };
}

export type ReadArguments =
  | { readonly ok: true; readonly args: Arguments }
  /** All that is wrong, each a sentence. */
  | { readonly ok: false; readonly wrong: readonly string[] };

/** What a model sent, held against the parameters. */
export function readArguments(
  parameters: Parameters,
  sent: Readonly<Record<string, unknown>>,
): ReadArguments {
  const known = Object.keys(parameters).sort(compareText).join(', ') || 'none';
  const wrong = [
    ...Object.keys(sent)
      .filter((name) => !Object.hasOwn(parameters, name))
      .map((name) => `there is no argument ${name.slice(0, 60)}; there are: ${known}`),
    ...Object.entries(parameters).flatMap(([name, parameter]) => whyWrong(name, parameter, sent[name])),
  ];
  return wrong.length > 0 ? { ok: false, wrong } : { ok: true, args: sent as Arguments };
}

function whyWrong(name: string, { type, required }: Parameter, value: unknown): readonly string[] {
  if (value === undefined) return required ? [`${name} is missing`] : [];
  if (type === 'text')
    return isText(value) ? [] : [`${name} is not a text of at most ${LONGEST_TEXT} characters`];
  const isList = Array.isArray(value) && value.length <= MOST_TEXTS && value.every(isText);
  if (!isList) return [`${name} is not a list of at most ${MOST_TEXTS} texts`];
  return required && value.length === 0 ? [`${name} is empty`] : [];
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= LONGEST_TEXT;
