import { resolve } from 'node:path';
import type { Checked } from '../../core/model/problem.ts';
import type { Settings } from '../../core/model/settings.ts';
import { type CloneFacts, openClone } from '../../git/clone/clone-facts.ts';
import { onceFor } from './once.ts';
import type { Call, OpenedPlace, OpenedTable, Project, Workspace } from './opened.ts';
import { loadTableModules, openTable } from './table.ts';

// This folder alone builds gateways: everything else gets ports.

/** Opens nothing yet. */
export function openWorkspace(call: Call): Workspace {
  const clone = onceFor(async (): Promise<Checked<CloneFacts>> => {
    return call.clone ? { ok: true, warnings: [], value: call.clone } : openClone(call.cwd);
  });
  const place = onceFor(async (): Promise<Checked<OpenedPlace>> => {
    const [opened, { openPathFinder }] = await Promise.all([
      clone(),
      import('../../git/clone/path-finder.ts'),
    ]);
    if (!opened.ok) return opened;
    const root = rootOf(opened.value);
    const finder = openPathFinder({ root, cwd: opened.value.cwd });
    return { ...opened, value: { clone: opened.value, root, finder } };
  });
  const settings = onceFor(async (configFile?: string): Promise<Checked<Settings>> => {
    const [opened, { loadSettings }] = await Promise.all([clone(), import('../../config/load-settings.ts')]);
    if (!opened.ok) return opened;
    const named = configFile === undefined ? {} : { configFile: resolve(call.cwd, configFile) };
    return loadSettings({ root: rootOf(opened.value), ...named });
  });
  const project = async (configFile?: string): Promise<Checked<Project>> => {
    // what comes next is loaded while git answers
    const [at, said] = await Promise.all([place(), settings(configFile), loadTableModules()]);
    if (!at.ok) return at;
    return said.ok ? { ...said, value: { ...at.value, settings: said.value } } : said;
  };
  const tableFor = (writes: boolean) =>
    onceFor(async (configFile?: string): Promise<Checked<OpenedTable>> => {
      const at = await project(configFile);
      if (!at.ok) return at;
      const table = await openTable(call, at.value, { writes });
      return table.ok ? { ...table, warnings: at.warnings } : table;
    });
  const [toWrite, toLook] = [tableFor(true), tableFor(false)];
  const table: Workspace['table'] = ({ configFile, writes }) => (writes ? toWrite : toLook)(configFile);
  return { call, clone, settings, place, project, table };
}

const rootOf = ({ topLevel, gitDir }: CloneFacts): string => topLevel ?? gitDir;
