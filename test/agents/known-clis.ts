import type { PresetName } from '../../src/core/agents/presets.ts';

/** A command line program that a registry has, and how it is pointed at a model on this machine. */
export interface KnownCli {
  readonly preset: PresetName;
  readonly from: 'npm' | 'pypi';
  readonly name: string;
  readonly version: string;
  /** Script of the package that fetches or links its binary: npm does not run it unasked. */
  readonly afterInstall?: string;
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

export const KNOWN_CLIS: readonly KnownCli[] = [
  {
    preset: 'claude-code',
    from: 'npm',
    name: '@anthropic-ai/claude-code',
    version: '2.1.332',
    afterInstall: 'install.cjs',
    model: 'claude-sonnet-4-5',
    env: (url) => ({ ANTHROPIC_BASE_URL: url, ANTHROPIC_API_KEY: 'none' }),
    runsCommands: true,
    tells: ['usd', 'tokens'],
    knowsItsLogin: true,
  },
  {
    preset: 'codex',
    from: 'npm',
    name: '@openai/codex',
    version: '0.171.0',
    model: 'gpt-5.1-codex',
    env: () => ({ OPENAI_API_KEY: 'none' }),
    files: (url) => ({ '.codex/config.toml': CODEX(url) }),
    runsCommands: true,
    tells: ['tokens'],
    knowsItsLogin: false,
  },
  {
    preset: 'copilot',
    from: 'npm',
    name: '@github/copilot',
    version: '1.0.102',
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
    preset: 'gemini',
    from: 'npm',
    name: '@google/gemini-cli',
    version: '0.61.0',
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
    preset: 'opencode',
    from: 'npm',
    name: 'opencode-ai',
    version: '1.18.33',
    afterInstall: 'postinstall.mjs',
    model: 'scripted/scripted',
    env: () => ({}),
    files: (url) => ({ '.config/opencode/opencode.json': OPENCODE(url) }),
    runsCommands: true,
    tells: ['usd', 'tokens'],
    knowsItsLogin: false,
  },
  {
    preset: 'qwen',
    from: 'npm',
    name: '@qwen-code/qwen-code',
    version: '0.24.4',
    model: 'scripted',
    env: (url) => ({ OPENAI_BASE_URL: `${url}/v1`, OPENAI_API_KEY: 'none', OPENAI_MODEL: 'scripted' }),
    runsCommands: true,
    tells: ['tokens'],
    knowsItsLogin: true,
  },
  {
    preset: 'aider',
    from: 'pypi',
    name: 'aider-chat',
    version: '0.86.2',
    model: 'openai/gpt-4.1',
    env: (url) => ({ OPENAI_API_BASE: `${url}/v1`, OPENAI_API_KEY: 'none' }),
    runsCommands: false,
    tells: ['usd', 'tokens'],
    knowsItsLogin: false,
  },
];
