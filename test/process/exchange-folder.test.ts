import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAgentOutput } from '../../src/core/agents/agent-output.ts';
import type { TaskId } from '../../src/core/model/ids.ts';
import type { AgentRequest } from '../../src/core/run/agent-request.ts';
import { askWrapper, fileExchange } from '../../src/process/start/exchange-folder.ts';
import { makeFolder } from '../support/git-fixture.ts';

describe('the folder between a run and its agent', () => {
  it('carries requests and answers, one after the other, and leaves no files', async () => {
    const folder = makeFolder();
    const asked: AgentRequest[] = [];
    let atOnce = 0;
    const serving = fileExchange()
      .open(folder)
      .serve(async (request) => {
        expect(++atOnce).toBe(1);
        asked.push(request);
        await new Promise((resolve) => setImmediate(resolve));
        atOnce--;
        return { version: 1, outcome: 'held', paths: ['a'], held: [{ path: 'b', by: 'codex' }] };
      });
    const request = { version: 1, do: 'claim', paths: ['b', 'c d'] } as const;
    const answers = await Promise.all(
      [1, 2, 3].map(() => askWrapper({ folder, request, timeoutMs: 20_000 })),
    );
    await serving.stop();
    expect(asked).toEqual([request, request, request]);
    expect(answers[2]).toEqual({
      version: 1,
      outcome: 'held',
      paths: ['a'],
      held: [{ path: 'b', by: 'codex' }],
    });
    expect(['requests', 'answers'].flatMap((part) => readdirSync(join(folder, part)))).toEqual([]);
  });

  it('refuses what is no request, and withdraws one that nobody answers', async () => {
    const folder = makeFolder();
    mkdirSync(join(folder, 'requests'));
    for (const [name, text] of [
      ['bad.json', '{"version":1,"do":"rm","paths":[]}'],
      ['..json', '{}'],
      ['x.txt', '{}'],
    ])
      writeFileSync(join(folder, 'requests', name ?? ''), text ?? '');
    const request = { version: 1, do: 'claim', paths: [] } as const;
    expect(await askWrapper({ folder, request, timeoutMs: 0 })).toBeUndefined();
    expect(readdirSync(join(folder, 'requests')).sort()).toEqual(['..json', 'bad.json', 'x.txt']);
    const serving = fileExchange()
      .open(folder)
      .serve(() => Promise.reject(new Error('never asked')));
    while (readdirSync(join(folder, 'requests')).includes('bad.json'))
      await new Promise((go) => setTimeout(go, 5));
    await serving.stop();
    expect(JSON.parse(readFileSync(join(folder, 'answers', 'bad.json'), 'utf8'))).toMatchObject({
      outcome: 'failed',
    });
  });

  it('appends notices line by line', async () => {
    const folder = makeFolder();
    const exchange = fileExchange().open(folder);
    const notice = {
      kind: 'published',
      at: '2026-01-01T00:00:00Z',
      task: 't',
      commit: 'c',
      paths: ['a\nb'],
    } as const;
    await Promise.all([exchange.notify(notice), exchange.notify(notice)]);
    const lines = readFileSync(join(folder, 'notices.jsonl'), 'utf8').split('\n');
    expect(lines.map((line) => (line === '' ? '' : JSON.parse(line)))).toEqual([notice, notice, '']);
  });
});

describe('what an agent may put in the way', () => {
  const notice = { kind: 'claim-lost', at: '2026-01-01T00:00:00Z', task: 't' as TaskId, paths: [] } as const;

  it('a pipe for its output is no output, and keeps nobody waiting', async () => {
    const folder = makeFolder();
    const exchange = fileExchange().open(folder);
    execFileSync('mkfifo', [exchange.outputFile, join(folder, 'notices.jsonl')]);
    expect(await exchange.readOutput()).toBeUndefined();
    await exchange.notify(notice);
  });

  it('a link in place of a folder or file leads to nothing that is read, written or removed', async () => {
    const folder = makeFolder();
    const victim = makeFolder();
    writeFileSync(join(victim, 'package.json'), '{}');
    writeFileSync(join(victim, 'profile'), 'mine\n');
    symlinkSync(join(victim, 'profile'), join(folder, 'notices.jsonl'));
    const exchange = fileExchange().open(folder);
    await exchange.notify(notice);
    symlinkSync(victim, join(folder, 'requests'));
    const first = exchange.serve(() => Promise.reject(new Error('never asked')));
    await first.stop();
    rmSync(join(folder, 'requests'));
    mkdirSync(join(folder, 'requests'));
    writeFileSync(join(folder, 'requests', 'tsconfig.json'), '{}');
    symlinkSync(victim, join(folder, 'answers'));
    const second = exchange.serve(() => Promise.reject(new Error('never asked')));
    await second.stop();
    expect(readdirSync(victim).sort()).toEqual(['package.json', 'profile']);
    expect(readFileSync(join(victim, 'profile'), 'utf8')).toBe('mine\n');
  });
});

describe('what an agent leaves as its output', () => {
  it.each<[string, string, unknown]>([
    [
      'all parts',
      '{"summary":"s","outputs":{"n":3,"ok":true,"t":"x"},"cost_usd":0.5}',
      { summary: 's', outputs: { n: '3', ok: 'true', t: 'x' }, usd: 0.5 },
    ],
    [
      'nothing usable in it',
      '{"summary":3,"outputs":[1],"cost_usd":"free"}',
      { summary: '', outputs: {}, usd: 0 },
    ],
    [
      'strange names and values',
      '{"outputs":{"__proto__":"x","a b":"x","o":{},"k":null,"ok":"1"}}',
      { summary: '', outputs: { ok: '1' }, usd: 0 },
    ],
    ['a negative cost', '{"cost_usd":-3}', { summary: '', outputs: {}, usd: 0 }],
    ['garbage', 'exit 0\u0000', undefined],
    ['a list', '[]', undefined],
  ])('row 58: %s', (_, text, expected) => {
    expect(parseAgentOutput(text, (told) => told)).toEqual(expected);
  });

  it('is cut and made well-formed', () => {
    const output = parseAgentOutput(
      JSON.stringify({ summary: `\ud800${'x'.repeat(10_000)}` }),
      (told) => told,
    );
    expect(output?.summary).toBe(`\ufffd${'x'.repeat(3_999)}`);
    expect({}).not.toHaveProperty('admin');
  });
});
