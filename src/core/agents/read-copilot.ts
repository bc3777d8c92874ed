import { at, callLine, resultText, textAt } from './event-parts.ts';
import type { Reader } from './said.ts';

// `copilot --output-format json`:
// {"type":"assistant.message","data":{"content":"…","toolRequests":[…]}}, after its pieces
// {"type":"tool.execution_start","data":{"toolName":"create","arguments":{"path":"src/a.ts"}}}
// {"type":"tool.execution_complete","data":{"success":false,"error":{"message":"…"}}}
// {"type":"session.error","data":{"errorType":"authentication","message":"…","statusCode":401}}
// {"type":"result","exitCode":0,"usage":{"premiumRequests":1}}

/** It reports requests of a subscription, neither dollars nor tokens. */
export const readCopilot: Reader = (event) => {
  const data = at(event, 'data');
  switch (textAt(event, 'type')) {
    case 'assistant.message':
      return { text: textAt(data, 'content'), error: null };
    case 'tool.execution_start':
      return { text: callLine(textAt(data, 'toolName'), at(data, 'arguments')) };
    case 'tool.execution_complete':
      return at(data, 'success') === false ? { text: resultText(textAt(data, 'error', 'message')) } : {};
    case 'session.info':
    case 'session.warning':
      return { text: textAt(data, 'message') };
    case 'session.error': {
      const message = textAt(data, 'message');
      const kind = textAt(data, 'errorType');
      return { text: message, error: kind === '' ? message : `${kind}: ${message}` };
    }
    case 'result':
      return at(event, 'exitCode') === 0 ? { isWell: true } : {};
    default:
      return {};
  }
};
