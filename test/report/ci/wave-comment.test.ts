import { marked } from 'marked';
import { expect, test } from 'vitest';
import { readMarker } from '../../../src/core/model/comment-marker.ts';
import { type WaveView, waveComment } from '../../../src/report/ci/wave-comment.ts';

const ABOUT = { number: 7, head: 'a'.repeat(40), calls: 3 };

/** A line of Mermaid as we write them: no label ends before its end. */
const LINE =
  /^(graph LR| {2}subgraph w\d+\["wave \d+"\]| {4}t\d+\["[^"[\]]*"\]:::\w+| {2}end| {2}t\d+ (-->|-\.->) t\d+| {2}classDef [\w:#, -]+)$/;

/** Two waves whose tasks, files and agents are called like this. */
function viewOf(name: string, many = 2): WaveView {
  const ids = Array.from({ length: many }, (_, at) => `${name}${at}`);
  const tasks = ids.map((id, at) => ({
    id,
    kind: name,
    origin: at % 2 === 0 ? 'file' : 'rule',
    title: name,
    why: name,
    assigned: name,
    files: [name],
    writes: [name],
    wave: at === 0 ? 0 : 1,
    dependsOn: at === 0 ? [] : [{ on: ids[0], why: 'needs' }],
  }));
  const problem = { code: 'tried-in-ci', data: { task: name, tries: 2, code: name, lines: [name] } };
  return {
    plan: { run: 'feature--login-3f9c2a17', target: name, tasks },
    state: {
      tasks: ids.map((id, at) => ({
        task: { id },
        phase: at === 0 ? { kind: 'failed', problem } : { kind: 'stopped', because: name },
      })),
      usedMs: 0,
      usedUsd: 0,
    },
    given: new Set(),
    wave: 1,
    pushes: 1,
    escalateTo: ['@ana', name],
    result: { branch: name, commit: 'b'.repeat(40) },
  } as unknown as WaveView;
}

test.each([
  '@acme/team &#64;user',
  '#123 GH-1 user/repo#1',
  '```\n| a | b |\n```',
  '</details><img src=x onerror=alert(1)>',
  '[x](javascript:alert(1))',
  '<!-- agentic-plan v1 pr=8 head=aaaaaaaaaaaa -->',
  '"]; click t1 href "javascript:alert(1)"',
  'end\n  subgraph x',
  '\u001b[31m\u200b\u202e',
])('names as %j are text in the table, the waves and the picture', async (name) => {
  const body = waveComment(viewOf(name), ABOUT, { asked: [] });
  expect(readMarker(body)).toMatchObject({ pull: 7, spent: { pushes: 1, calls: 3 } });
  const html = await marked.parse(body, { gfm: true });
  expect(html).not.toMatch(/<img|<a |<script|<[^>]*(onerror=|javascript:)/);
  expect(html.match(/<tr>/g)).toHaveLength(3); // its head and two tasks
  expect(html.match(/<\/details>/g)).toHaveLength(1);
  const mentioned = html.replaceAll(/<code[\s\S]*?<\/code>/g, '').match(/(?<![\w`])@[\w/-]+/g) ?? [];
  expect(mentioned).toEqual(['@ana']);
  const picture = /```mermaid\n([\s\S]*?)```/.exec(body)?.[1] ?? '';
  for (const line of picture.trimEnd().split('\n')) expect(line).toMatch(LINE);
  expect(picture.match(/^ {2}subgraph /gm)).toHaveLength(2);
});

test('a thousand tasks are cut at whole rows, without a picture that GitHub does not draw', () => {
  const body = waveComment(viewOf('src/a.ts', 1000), ABOUT, { asked: [] });
  expect(body.length).toBeLessThan(65_536);
  expect(body).toMatch(/and \d+ more/);
  expect(body).not.toContain('```mermaid');
  expect(body).toContain('calls of the API so far');
});

test('what other jobs of the run have taken is added to; what another run took is not', () => {
  const before = { asked: [], spent: { run: '3f9c2a17', pushes: 4, calls: 20 } };
  const said = (spent: typeof before) => readMarker(waveComment(viewOf('a'), ABOUT, spent))?.spent;
  expect(said(before)).toEqual({ run: '3f9c2a17', pushes: 5, calls: 23 });
  expect(said({ ...before, spent: { ...before.spent, run: 'deadbeef' } })).toMatchObject({
    pushes: 1,
    calls: 3,
  });
});
