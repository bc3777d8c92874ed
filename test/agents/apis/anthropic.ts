import { at, listAt, textAt } from '../../../src/core/agents/event-parts.ts';
import { contentText, schemaAt, toolOf } from '../json-parts.ts';
import { type Answer, type Api, READ, type Talk, WRITTEN } from '../talk.ts';

// https://docs.claude.com/en/api/messages and its streaming events.

export const anthropic: Api = {
  matches: (path) => path.endsWith('/messages'),
  read: (body) => ({
    system: contentText(at(body, 'system')),
    tools: listAt(body, 'tools').map((tool) => toolOf(textAt(tool, 'name'), at(tool, 'input_schema'))),
    turns: listAt(body, 'messages').flatMap(turnsOf),
    ...schemaAt(body, 'output_config', 'format', 'schema'),
  }),
  write: (answer, { id, body }) => {
    const block = blockOf(answer, id);
    const stop_reason = answer.kind === 'text' ? 'end_turn' : 'tool_use';
    const usage = { input_tokens: READ, output_tokens: WRITTEN };
    const message = {
      id,
      type: 'message',
      role: 'assistant',
      model: textAt(body, 'model'),
      stop_sequence: null,
    };
    if (at(body, 'stream') !== true)
      return { kind: 'json', value: { ...message, content: [block], stop_reason, usage } };
    const begun = { ...message, content: [], stop_reason: null, usage: { ...usage, output_tokens: 1 } };
    const events = [
      { type: 'message_start', message: begun },
      { type: 'content_block_start', index: 0, content_block: emptied(block) },
      { type: 'content_block_delta', index: 0, delta: deltaOf(answer) },
      { type: 'content_block_stop', index: 0 },
      {
        type: 'message_delta',
        delta: { stop_reason, stop_sequence: null },
        usage: { output_tokens: WRITTEN },
      },
      { type: 'message_stop' },
    ];
    return { kind: 'events', events: events.map((data) => ({ name: data.type, data })) };
  },
};

function turnsOf(message: unknown): Talk['turns'] {
  const content = at(message, 'content');
  const parts: readonly unknown[] =
    typeof content === 'string' ? [{ type: 'text', text: content }] : listAt(message, 'content');
  const by = textAt(message, 'role') === 'assistant' ? 'model' : 'user';
  return parts.flatMap((part): Talk['turns'] => {
    if (textAt(part, 'type') === 'tool_result')
      return [{ by: 'result', text: contentText(at(part, 'content')) }];
    const text = textAt(part, 'text');
    return text === '' ? [] : [{ by, text }];
  });
}

const blockOf = (answer: Answer, id: string) =>
  answer.kind === 'text'
    ? { type: 'text', text: answer.text }
    : { type: 'tool_use', id: `toolu_${id}`, name: answer.tool, input: answer.input };

const emptied = (block: ReturnType<typeof blockOf>) =>
  'text' in block ? { ...block, text: '' } : { ...block, input: {} };

const deltaOf = (answer: Answer) =>
  answer.kind === 'text'
    ? { type: 'text_delta', text: answer.text }
    : { type: 'input_json_delta', partial_json: JSON.stringify(answer.input) };
