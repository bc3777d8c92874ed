import { at, listAt, textAt } from '../../../src/core/agents/event-parts.ts';
import { contentText, schemaAt, toolOf } from '../json-parts.ts';
import { type Answer, type Api, READ, type Talk, WRITTEN } from '../talk.ts';

// https://platform.openai.com/docs/api-reference/responses and its streaming events.

export const openaiResponses: Api = {
  matches: (path) => path.endsWith('/responses'),
  read: (body) => ({
    system: textAt(body, 'instructions'),
    tools: listAt(body, 'tools').flatMap((tool) => [
      ...(textAt(tool, 'type') === 'function' ? [toolOf(textAt(tool, 'name'), at(tool, 'parameters'))] : []),
      // tools of a server; a call names the two apart
      ...(textAt(tool, 'type') === 'namespace'
        ? listAt(tool, 'tools').map((one) =>
            toolOf(`${textAt(tool, 'name')}/${textAt(one, 'name')}`, at(one, 'parameters')),
          )
        : []),
      ...(textAt(tool, 'type') === 'custom'
        ? [{ name: textAt(tool, 'name'), parameters: {}, required: [], isFreeText: true }]
        : []),
    ]),
    turns: listAt(body, 'input').flatMap(turnOf),
    ...schemaAt(body, 'text', 'format', 'schema'),
  }),
  write: (answer, { id, body }) => {
    const item = itemOf(answer, id, listAt(body, 'tools'));
    const usage = {
      input_tokens: READ,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: WRITTEN,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: READ + WRITTEN,
    };
    const response = { id: `resp_${id}`, object: 'response', created_at: 0, model: textAt(body, 'model') };
    const whole = { ...response, status: 'completed', output: [item], usage };
    if (at(body, 'stream') !== true) return { kind: 'json', value: whole };
    const events = [
      { type: 'response.created', response: { ...response, status: 'in_progress', output: [], usage: null } },
      { type: 'response.output_item.added', output_index: 0, item },
      ...(answer.kind === 'text'
        ? [
            {
              type: 'response.output_text.delta',
              item_id: item.id,
              output_index: 0,
              content_index: 0,
              delta: answer.text,
            },
          ]
        : []),
      { type: 'response.output_item.done', output_index: 0, item },
      { type: 'response.completed', response: whole },
    ];
    return { kind: 'events', events: events.map((data) => ({ name: data.type, data })) };
  },
};

function turnOf(item: unknown): Talk['turns'] {
  if (textAt(item, 'type').endsWith('_call_output')) {
    const output = at(item, 'output');
    return [{ by: 'result', text: contentText(output) }];
  }
  const role = textAt(item, 'role');
  if (role !== 'user' && role !== 'assistant') return [];
  return [{ by: role === 'user' ? 'user' : 'model', text: contentText(at(item, 'content')) }];
}

function itemOf(answer: Answer, id: string, tools: readonly unknown[]) {
  const isCustom =
    answer.kind === 'call' &&
    tools.some((tool) => textAt(tool, 'type') === 'custom' && textAt(tool, 'name') === answer.tool);
  if (answer.kind === 'call' && isCustom)
    return {
      type: 'custom_tool_call',
      id: `ctc_${id}`,
      call_id: `call_${id}`,
      name: answer.tool,
      input: String(answer.input['input']),
      status: 'completed',
    };
  if (answer.kind === 'call') {
    const [name, namespace] = answer.tool.split('/').reverse();
    return {
      type: 'function_call',
      id: `fc_${id}`,
      call_id: `call_${id}`,
      name,
      ...(namespace === undefined ? {} : { namespace }),
      arguments: JSON.stringify(answer.input),
      status: 'completed',
    };
  }
  const content = [{ type: 'output_text', text: answer.text, annotations: [] }];
  return { type: 'message', id: `msg_${id}`, role: 'assistant', status: 'completed', content };
}
