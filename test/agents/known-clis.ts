import type { Installed } from '../../src/core/agents/presets/preset.ts';
import { PRESETS, type PresetName } from '../../src/core/agents/presets.ts';

/** A command line program that a registry has, and how it is pointed at a model on this machine. */
export interface KnownCli extends Installed {
  readonly preset: PresetName;
  readonly model: string;
  /** Variables; `url` is the model's. */
  env(url: string): Readonly<Record<string, string>>;
  /** Files in the home folder. */
  files?(url: string): Readonly<Record<string, string>>;
  /** Its model has tools for commands. */
  readonly runsCommands: boolean;
  /** What its output tells of. */
  readonly tells: readonly ('usd' | 'tokens')[];
  /** Without a login it says so by itself and soon, also without a network. */
  readonly knowsItsLogin: boolean;
}

const CODEX = (url: string): string => `model_provider = "scripted"
[model_providers.scripted]
name = "scripted"
base_url = "${url}/v1"
env_key = "OPENAI_API_KEY"
wire_api = "responses"
`;

const OPENCODE = (url: string): string =>
  JSON.stringify({
    $schema: 'https://opencode.ai/config.json',
    small_model: 'scripted/scripted',
    provider: {
      scripted: {
        npm: '@ai-sdk/openai-compatible',
        name: 'scripted',
        options: { baseURL: `${url}/v1`, apiKey: 'none' },
        models: { scripted: { name: 'scripted', cost: { input: 1, output: 10 } } },
      },
    },
  });

/** In the version that its preset names. */
function installed(preset: PresetName): Installed & { readonly preset: PresetName } {
  const { install } = PRESETS[preset];
  if (install === undefined) throw new Error(`no registry has ${preset}`);
  return { preset, ...install };
}

export const KNOWN_CLIS: readonly KnownCli[] = [
  {
    ...installed('claude-code'),
    model: 'claude-sonnet-4-5',
    env: (url) => ({ ANTHROPIC_BASE_URL: url, ANTHROPIC_API_KEY: 'none' }),
    runsCommands: true,
    tells: ['usd', 'tokens'],
    knowsItsLogin: true,
  },
  {
    ...installed('codex'),
    model: 'gpt-5.1-codex',
    env: () => ({ OPENAI_API_KEY: 'none' }),
    files: (url) => ({ '.codex/config.toml': CODEX(url) }),
    runsCommands: true,
    tells: ['tokens'],
    knowsItsLogin: false,
  },
  {
    ...installed('copilot'),
    model: 'gpt-4.1',
    env: (url) => ({
      COPILOT_PROVIDER_BASE_URL: `${url}/v1`,
      COPILOT_PROVIDER_API_KEY: 'none',
      COPILOT_MODEL: 'gpt-4.1',
    }),
    runsCommands: true,
    tells: [],
    knowsItsLogin: true,
  },
  {
    ...installed('gemini'),
    model: 'gemini-2.5-flash',
    env: (url) => ({ GOOGLE_GEMINI_BASE_URL: url, GEMINI_API_KEY: 'none' }),
    files: () => ({
      '.gemini/settings.json': JSON.stringify({ security: { auth: { selectedType: 'gemini-api-key' } } }),
    }),
    runsCommands: true,
    tells: ['tokens'],
    knowsItsLogin: true,
  },
  {
    ...installed('opencode'),
    model: 'scripted/scripted',
    env: () => ({}),
    files: (url) => ({ '.config/opencode/opencode.json': OPENCODE(url) }),
    runsCommands: true,
    tells: ['usd', 'tokens'],
    knowsItsLogin: false,
  },
  {
    ...installed('qwen'),
    model: 'scripted',
    env: (url) => ({ OPENAI_BASE_URL: `${url}/v1`, OPENAI_API_KEY: 'none', OPENAI_MODEL: 'scripted' }),
    runsCommands: true,
    tells: ['tokens'],
    knowsItsLogin: true,
  },
  {
    ...installed('aider'),
    model: 'openai/gpt-4.1',
    env: (url) => ({ OPENAI_API_BASE: `${url}/v1`, OPENAI_API_KEY: 'none' }),
    runsCommands: false,
    tells: ['usd', 'tokens'],
    knowsItsLogin: false,
  },
];
