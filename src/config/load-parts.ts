import type { Checked, Problem } from '../core/model/problem.ts';
import type { AgentSettings, Settings } from '../core/model/settings.ts';
import { errorAt, inFileOrder } from './parse/located.ts';
import type { Configuration, NamedPrompt } from './parse/parse-settings.ts';
import { checkConditions } from './rules/check-conditions.ts';

/** Bytes of a file of the repository, by its path, from where the configuration itself came from. */
export type ReadText = (path: string) => Promise<Checked<Uint8Array>>;

/** A prompt may have to fit into one argument of a command, beside what we say. */
const LONGEST_PROMPT = 32_000;

/** The settings, their conditions looked at, with the texts that a team adds to prompts; what is wrong with a file is said where it is named. */
export async function finishSettings(
  parsed: Checked<Configuration>,
  read: ReadText,
): Promise<Checked<Settings>> {
  if (!parsed.ok) return parsed;
  const { settings, prompts, conditions } = parsed.value;
  const troubles = await checkConditions(conditions);
  if (troubles.length > 0) return { ok: false, problems: inFileOrder([...parsed.warnings, ...troubles]) };
  if (prompts.length === 0) return { ...parsed, value: settings };
  const texts = new Map<string, Pick<AgentSettings, 'prompt' | 'promptFile'>>();
  const problems: Problem[] = [];
  for (const prompt of prompts) {
    const text = await readPrompt(prompt, read);
    if (text.ok) texts.set(prompt.agent, { prompt: text.value, promptFile: prompt.path });
    else problems.push(...text.problems);
  }
  if (problems.length > 0) return { ok: false, problems: [...parsed.warnings, ...problems] };
  const agents = settings.agents.map((agent) => {
    const prompt = texts.get(agent.id);
    return prompt === undefined ? agent : { ...agent, ...prompt };
  });
  return { ...parsed, value: { ...settings, agents } };
}

async function readPrompt({ path, where }: NamedPrompt, read: ReadText): Promise<Checked<string>> {
  const bytes = await read(path);
  // The same problem, at the place that a person can correct.
  if (!bytes.ok) return { ok: false, problems: bytes.problems.map((problem) => ({ ...problem, where })) };
  const { length } = bytes.value;
  if (length > LONGEST_PROMPT)
    return refuse(errorAt(where, 'file-too-large', { bytes: length, max: LONGEST_PROMPT }));
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.value);
    return { ok: true, value: text.replaceAll('\0', '').trim(), warnings: [] };
  } catch {
    return refuse(errorAt(where, 'not-utf8'));
  }
}

const refuse = (problem: Problem): Checked<never> => ({ ok: false, problems: [problem] });
