import { amountAt, at, callLine, resultText, textAt, tokensOf } from './event-parts.ts';
import type { Reader, Said } from './said.ts';

// `opencode run --format json`:
// {"type":"text","part":{"text":"…"}}
// {"type":"tool_use","part":{"tool":"write","state":{"status":"completed","input":{"filePath":"src/a.ts"}}}}
// {"type":"step_finish","part":{"reason":"stop","cost":0.11,"tokens":{"input":1000,"output":50,"reasoning":0,"cache":{"read":0,"write":0}}}}
// {"type":"error","error":{"name":"ProviderAuthError","data":{"message":"…","statusCode":401}}}

/** Cost and tokens are those of a step. */
export const readOpencode: Reader = (event) => {
  const part = at(event, 'part');
  switch (textAt(event, 'type')) {
    case 'text':
      return { text: textAt(part, 'text'), error: null };
    case 'tool_use': {
      const line = callLine(textAt(part, 'tool'), at(part, 'state', 'input'));
      const failed = textAt(part, 'state', 'status') === 'error';
      return { text: failed ? `${line}\n${resultText(textAt(part, 'state', 'error'))}` : line };
    }
    case 'step_finish':
      return { ...spent(part), ...(textAt(part, 'reason') === 'stop' ? { isWell: true } : {}) };
    case 'error': {
      const name = textAt(event, 'error', 'name');
      const message = textAt(event, 'error', 'data', 'message') || textAt(event, 'error', 'message');
      const error = [name, message].filter((text) => text !== '').join(': ') || 'failed';
      return { text: error, error };
    }
    default:
      return {};
  }
};

function spent(part: unknown): Said {
  const usd = amountAt(part, 'cost');
  const count = (...path: readonly string[]) => amountAt(part, 'tokens', ...path);
  const tokens = tokensOf(
    [count('input'), count('cache', 'read'), count('cache', 'write')],
    [count('output'), count('reasoning')],
  );
  return { ...(usd === undefined ? {} : { usd }), ...(tokens === undefined ? {} : { tokens }) };
}
