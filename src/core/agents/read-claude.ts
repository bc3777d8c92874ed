import { amountAt, at, callLine, listAt, resultText, textAt, tokensOf } from './event-parts.ts';
import type { Reader, Said, Tokens } from './said.ts';

// `claude --output-format stream-json --verbose`, of which one event is
// {"type":"assistant","message":{"content":[{"type":"text","text":"…"},{"type":"tool_use","name":"Write","input":{…}}]}}
// and the last {"type":"result","is_error":false,"result":"…","total_cost_usd":0.1,"usage":{"input_tokens":1,…}}.
// Qwen Code prints the same events, with what comes from its cache counted among the input.

export const readClaude: Reader = (event) => read(event, claudeTokens);
export const readQwen: Reader = (event) => read(event, qwenTokens);

function read(event: unknown, tokensIn: (event: unknown) => Tokens | undefined): Said {
  switch (textAt(event, 'type')) {
    case 'assistant':
      return assistant(event);
    case 'user':
      return { text: failedTools(event) };
    case 'system':
      return system(event);
    case 'result':
      return result(event, tokensIn(event));
    default:
      return {};
  }
}

function assistant(event: unknown): Said {
  const lines = listAt(event, 'message', 'content').map((block) => {
    const type = textAt(block, 'type');
    if (type === 'text') return textAt(block, 'text');
    return type === 'tool_use' ? callLine(textAt(block, 'name'), at(block, 'input')) : '';
  });
  const text = lines.filter((line) => line !== '').join('\n');
  // Words of its own in the place of the model's: `authentication_failed`, `billing_error`, `rate_limit`, …
  const kind = textAt(event, 'error');
  return { text, error: kind === '' ? null : `${kind}: ${text}` };
}

const failedTools = (event: unknown): string =>
  listAt(event, 'message', 'content')
    .filter((block) => textAt(block, 'type') === 'tool_result' && at(block, 'is_error') === true)
    .map((block) => resultText(contentText(at(block, 'content'))))
    .join('\n');

const contentText = (content: unknown): string =>
  typeof content === 'string'
    ? content
    : Array.isArray(content)
      ? content.map((part) => textAt(part, 'text')).join('\n')
      : '';

/** `{"subtype":"api_retry","attempt":3,"max_retries":10,"error_status":429,"error":"rate_limit"}` */
function system(event: unknown): Said {
  if (textAt(event, 'subtype') !== 'api_retry') return {};
  const kind = textAt(event, 'error');
  const tries = `${amountAt(event, 'attempt') ?? '?'} of ${amountAt(event, 'max_retries') ?? '?'}`;
  const line = `${kind} ${amountAt(event, 'error_status') ?? ''}`.trim();
  return { text: `${line}: asks again, ${tries}`, error: line };
}

function result(event: unknown, tokens: Tokens | undefined): Said {
  const usd = amountAt(event, 'total_cost_usd');
  const spent = {
    isTotal: true,
    ...(usd === undefined ? {} : { usd }),
    ...(tokens === undefined ? {} : { tokens }),
  };
  if (at(event, 'is_error') !== true) return { ...spent, text: textAt(event, 'result'), isWell: true };
  const error =
    textAt(event, 'error', 'message') || textAt(event, 'result') || textAt(event, 'subtype') || 'failed';
  return { ...spent, text: error, error };
}

const claudeTokens = (event: unknown): Tokens | undefined =>
  tokensOf(
    ['input_tokens', 'cache_creation_input_tokens', 'cache_read_input_tokens'].map((name) =>
      amountAt(event, 'usage', name),
    ),
    [amountAt(event, 'usage', 'output_tokens')],
  );

const qwenTokens = (event: unknown): Tokens | undefined =>
  tokensOf([amountAt(event, 'usage', 'input_tokens')], [amountAt(event, 'usage', 'output_tokens')]);
