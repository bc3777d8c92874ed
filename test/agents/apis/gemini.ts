import { at, listAt, textAt } from '../../../src/core/agents/event-parts.ts';
import { contentText, schemaAt, toolOf } from '../json-parts.ts';
import { type Api, READ, type Talk, WRITTEN } from '../talk.ts';

// https://ai.google.dev/api/generate-content

export const gemini: Api = {
  matches: (path) => /:(?:generateContent|streamGenerateContent)$/.test(path),
  read: (body) => ({
    system: contentText(at(body, 'systemInstruction', 'parts')),
    tools: listAt(body, 'tools').flatMap((tool) =>
      listAt(tool, 'functionDeclarations').map((one) =>
        toolOf(textAt(one, 'name'), at(one, 'parametersJsonSchema') ?? at(one, 'parameters')),
      ),
    ),
    turns: listAt(body, 'contents').flatMap(turnsOf),
    ...schemaAt(body, 'generationConfig', 'responseJsonSchema'),
    ...schemaAt(body, 'generationConfig', 'responseSchema'),
  }),
  write: (answer, { id, body }) => {
    const part =
      answer.kind === 'text'
        ? { text: answer.text }
        : { functionCall: { id, name: answer.tool, args: answer.input } };
    const value = {
      candidates: [{ content: { role: 'model', parts: [part] }, finishReason: 'STOP', index: 0 }],
      usageMetadata: {
        promptTokenCount: READ,
        candidatesTokenCount: WRITTEN,
        totalTokenCount: READ + WRITTEN,
      },
      modelVersion: textAt(body, 'model') || 'scripted',
      responseId: id,
    };
    return at(body, 'stream') === true
      ? { kind: 'events', events: [{ data: value }] }
      : { kind: 'json', value };
  },
};

function turnsOf(content: unknown): Talk['turns'] {
  const by = textAt(content, 'role') === 'model' ? 'model' : 'user';
  return listAt(content, 'parts').flatMap((part): Talk['turns'] => {
    const response = at(part, 'functionResponse', 'response');
    if (response !== undefined) return [{ by: 'result', text: JSON.stringify(response) }];
    const text = textAt(part, 'text');
    return text.trim() === '' ? [] : [{ by, text }];
  });
}
