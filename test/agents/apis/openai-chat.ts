import { at, listAt, textAt } from '../../../src/core/agents/event-parts.ts';
import { contentText, schemaAt, toolOf } from '../json-parts.ts';
import { type Answer, type Api, READ, type Talk, WRITTEN } from '../talk.ts';

// https://platform.openai.com/docs/api-reference/chat, as many vendors speak it.

export const openaiChat: Api = {
  matches: (path) => path.endsWith('/chat/completions'),
  read: (body) => ({
    system: listAt(body, 'messages')
      .filter((message) => /^(system|developer)$/.test(textAt(message, 'role')))
      .map((message) => contentText(at(message, 'content')))
      .join('\n'),
    tools: listAt(body, 'tools').map((tool) =>
      toolOf(textAt(tool, 'function', 'name'), at(tool, 'function', 'parameters')),
    ),
    turns: listAt(body, 'messages').flatMap(turnOf),
    ...schemaAt(body, 'response_format', 'json_schema', 'schema'),
  }),
  write: (answer, { id, body }) => {
    const head = { id: `chatcmpl-${id}`, created: 0, model: textAt(body, 'model') };
    const finish_reason = answer.kind === 'text' ? 'stop' : 'tool_calls';
    const usage = { prompt_tokens: READ, completion_tokens: WRITTEN, total_tokens: READ + WRITTEN };
    const message = messageOf(answer, id);
    if (at(body, 'stream') !== true) {
      const choices = [{ index: 0, message, finish_reason }];
      return { kind: 'json', value: { ...head, object: 'chat.completion', choices, usage } };
    }
    const chunk = (choices: readonly unknown[], more = {}) => ({
      data: { ...head, object: 'chat.completion.chunk', choices, ...more },
    });
    const events = [
      chunk([{ index: 0, delta: message, finish_reason: null }]),
      chunk([{ index: 0, delta: {}, finish_reason }]),
      chunk([], { usage }),
      { data: '[DONE]' },
    ];
    return { kind: 'events', events };
  },
};

function turnOf(message: unknown): Talk['turns'] {
  const text = contentText(at(message, 'content'));
  switch (textAt(message, 'role')) {
    case 'tool':
      return [{ by: 'result', text }];
    case 'user':
      return [{ by: 'user', text }];
    case 'assistant':
      return [{ by: 'model', text }];
    default:
      return [];
  }
}

function messageOf(answer: Answer, id: string) {
  if (answer.kind === 'text') return { role: 'assistant', content: answer.text };
  const called = { name: answer.tool, arguments: JSON.stringify(answer.input) };
  return {
    role: 'assistant',
    content: null,
    tool_calls: [{ index: 0, id: `call_${id}`, type: 'function', function: called }],
  };
}
