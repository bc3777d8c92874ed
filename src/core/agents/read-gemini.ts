import { amountAt, at, callLine, resultText, textAt, tokensOf } from './event-parts.ts';
import type { Reader, Said } from './said.ts';

// `gemini --output-format stream-json`:
// {"type":"message","role":"assistant","content":"…","delta":true}
// {"type":"tool_use","tool_name":"write_file","parameters":{"file_path":"src/a.ts"}}
// {"type":"tool_result","status":"error","output":"…"}
// {"type":"result","status":"success","stats":{"input_tokens":4000,"output_tokens":200}}

/** Tokens are those of all models together; it reports no dollars. */
export const readGemini: Reader = (event) => {
  switch (textAt(event, 'type')) {
    case 'message':
      return message(event);
    case 'tool_use':
      return { text: callLine(textAt(event, 'tool_name'), at(event, 'parameters')) };
    case 'tool_result': {
      const why = textAt(event, 'output') || textAt(event, 'error', 'message');
      return textAt(event, 'status') === 'error' ? { text: resultText(why) } : {};
    }
    case 'error': {
      const error = textAt(event, 'message');
      return textAt(event, 'severity') === 'warning' ? { text: error } : { text: error, error };
    }
    case 'result':
      return result(event);
    default:
      return {};
  }
};

/** The prompt comes back as a message, too. */
function message(event: unknown): Said {
  if (textAt(event, 'role') !== 'assistant') return {};
  const content = textAt(event, 'content');
  return { ...(at(event, 'delta') === true ? { piece: content } : { text: content }), error: null };
}

function result(event: unknown): Said {
  const input = amountAt(event, 'stats', 'input_tokens');
  const output = amountAt(event, 'stats', 'output_tokens');
  const tokens = tokensOf([input], [output]);
  const spent = { isTotal: true, ...(tokens === undefined ? {} : { tokens }) };
  if (textAt(event, 'status') !== 'error') return { ...spent, isWell: true };
  const error = textAt(event, 'error', 'message') || 'failed';
  return { ...spent, text: error, error };
}
