import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadSettings } from '../../src/config/load-settings.ts';
import { accepted, bytesOf, problemsOf } from './parse.ts';

const CONFIGURATION = 'agents:\n  ada:\n    preset: codex\n    prompt: .agents/ada.md\n';

describe('the text that a team adds to prompts', () => {
  let root = '';
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'agentic prompt '));
    await mkdir(join(root, '.agents'));
    await writeFile(join(root, '.agentic-planrc.yaml'), CONFIGURATION);
  });
  afterEach(() => rm(root, { recursive: true, force: true }));
  const put = (bytes: string | Uint8Array) => writeFile(join(root, '.agents', 'ada.md'), bytes);
  const load = () => loadSettings({ root });

  test('comes from the file', async () => {
    await put('Small commits.\r\nNo new packages — ever.\n\n');
    expect(accepted(await load()).agents[0]?.prompt).toBe('Small commits.\r\nNo new packages — ever.');
  });

  test('on a pull request from the base, whatever the branch has made of it', async () => {
    await put('what the branch says');
    const blobs = new Map([
      ['.agentic-planrc.yaml', bytesOf(CONFIGURATION)],
      ['.agents/ada.md', bytesOf('what the base says')],
    ]);
    const settings = await loadSettings({ root, readBlob: async (path) => blobs.get(path) });
    expect(accepted(settings).agents[0]?.prompt).toBe('what the base says');
    blobs.delete('.agents/ada.md');
    expect(problemsOf(await loadSettings({ root, readBlob: async (path) => blobs.get(path) }))).toEqual([
      '4:5 agents.ada.prompt file-missing',
    ]);
  });

  test.each([
    ['is missing', async () => {}, 'file-missing'],
    ['is too large', () => put('x'.repeat(32_001)), 'file-too-large'],
    ['is far too large', () => put(Buffer.alloc(2_000_000)), 'file-too-large'],
    ['is no text', () => put(Uint8Array.of(0xff, 0xfe, 0)), 'not-utf8'],
    ['is a folder', () => mkdir(join(root, '.agents', 'ada.md')), 'file-not-regular'],
    ['is a link', () => symlink('/etc/hostname', join(root, '.agents', 'ada.md')), 'file-not-regular'],
  ])('a file that %s is said where it is named', async (_, make, code) => {
    await make();
    expect(problemsOf(await load())).toEqual([`4:5 agents.ada.prompt ${code}`]);
  });

  test('a folder that leads out of the repository', async () => {
    await rm(join(root, '.agents'), { recursive: true });
    await symlink(tmpdir(), join(root, '.agents'));
    const outside = join(tmpdir(), 'ada.md');
    await writeFile(outside, 'from elsewhere');
    expect(problemsOf(await load())).toEqual(['4:5 agents.ada.prompt file-outside-repository']);
    await rm(outside);
  });
});
