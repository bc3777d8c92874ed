import { amountAt, at, listAt, resultText, textAt, tokensOf } from './event-parts.ts';
import type { Reader, Said } from './said.ts';

// `codex exec --json`:
// {"type":"item.completed","item":{"type":"agent_message","text":"…"}}
// {"type":"item.completed","item":{"type":"command_execution","command":"…","aggregated_output":"…","exit_code":1}}
// {"type":"turn.completed","usage":{"input_tokens":3000,"cached_input_tokens":0,"output_tokens":150}}
// {"type":"error","message":"…"}, {"type":"turn.failed","error":{"message":"…"}}

/** Tokens are those of a turn; it reports no dollars. */
export const readCodex: Reader = (event) => {
  switch (textAt(event, 'type')) {
    case 'item.started':
      return { text: started(at(event, 'item')), error: null };
    case 'item.completed':
      return { text: completed(at(event, 'item')) };
    case 'error': {
      const error = textAt(event, 'message');
      return { text: error, error };
    }
    case 'turn.failed':
      return { error: textAt(event, 'error', 'message') || 'failed' }; // printed as an error before
    case 'turn.completed':
      return { ...usage(event), isWell: true };
    default:
      return {};
  }
};

const started = (item: unknown): string =>
  textAt(item, 'type') === 'command_execution' ? `$ ${textAt(item, 'command')}` : '';

function completed(item: unknown): string {
  switch (textAt(item, 'type')) {
    case 'agent_message':
      return textAt(item, 'text');
    case 'error':
      return textAt(item, 'message');
    case 'file_change':
      return listAt(item, 'changes')
        .map((change) => `${textAt(change, 'kind')} ${textAt(change, 'path')}`.trim())
        .join('\n');
    case 'command_execution': {
      const code = at(item, 'exit_code');
      if (typeof code !== 'number' || code === 0) return '';
      return `${resultText(textAt(item, 'aggregated_output')).trimEnd()}\n(exit code ${code})`.trimStart();
    }
    default:
      return '';
  }
}

function usage(event: unknown): Said {
  const input = amountAt(event, 'usage', 'input_tokens');
  const output = amountAt(event, 'usage', 'output_tokens');
  const tokens = tokensOf([input], [output]);
  return tokens === undefined ? {} : { tokens };
}
