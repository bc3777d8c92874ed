import type { AgentCommand } from '../../core/model/task.ts';
import { KNOWN_AGENTS } from './known-agents.ts';

// What a well-known agent reads of the environment besides what all agents see: its own settings, and the keys, addresses
// and clouds of the models that it can use. A `*` stands for all that begin so.

const ANTHROPIC = ['ANTHROPIC_*'];
const OPENAI = ['OPENAI_*', 'AZURE_OPENAI_*'];
const GOOGLE = ['GEMINI_*', 'GOOGLE_*', 'GCLOUD_PROJECT', 'CLOUDSDK_*', 'CLOUD_ML_REGION', 'VERTEX*'];
const BEDROCK = ['AWS_*'];
const AZURE = ['AZURE_CLIENT_*', 'AZURE_TENANT_ID', 'AZURE_FEDERATED_TOKEN_FILE', 'AZURE_AUTHORITY_HOST'];
const ALIBABA = ['QWEN_*', 'DASHSCOPE_*', 'BAILIAN_*'];
const TELEMETRY = ['OTEL_*'];

/** Hosts of models that agents of no one vendor know, by the beginning of the names that their libraries read. */
const HOSTS = [
  'AI_GATEWAY_*',
  'AZURE_API_*',
  'AZURE_RESOURCE_NAME',
  'BASETEN_*',
  'CEREBRAS_*',
  'COHERE_*',
  'DEEPINFRA_*',
  'DEEPSEEK_*',
  'FIREWORKS_*',
  'GROQ_*',
  'HF_TOKEN',
  'HUGGINGFACE_*',
  'LITELLM_*',
  'LMSTUDIO_*',
  'LM_STUDIO_*',
  'MINIMAX_*',
  'MISTRAL_*',
  'MOONSHOT_*',
  'NEBIUS_*',
  'NVIDIA_*',
  'OLLAMA_*',
  'OPENROUTER_*',
  'PERPLEXITY*',
  'SAMBANOVA_*',
  'TOGETHER*',
  'VENICE_*',
  'XAI_*',
  'ZAI_*',
  'ZHIPU*',
];

const ALL_MODELS = [...ANTHROPIC, ...OPENAI, ...GOOGLE, ...BEDROCK, ...AZURE, ...ALIBABA, ...HOSTS];

/** By preset, or by program where there is none. */
const VARIABLES: ReadonlyMap<string, readonly string[]> = new Map([
  [
    // https://code.claude.com/docs/en/env-vars
    'claude-code',
    [
      'CLAUDE_*',
      ...ANTHROPIC,
      ...BEDROCK,
      ...AZURE,
      ...TELEMETRY,
      'GOOGLE_*',
      'GCLOUD_PROJECT',
      'CLOUDSDK_*',
      'CLOUD_ML_REGION',
      'VERTEX_*',
      'API_TIMEOUT_MS',
      'BASH_DEFAULT_TIMEOUT_MS',
      'BASH_MAX_*',
      'DISABLE_*',
      'ENABLE_*',
      'IS_SANDBOX',
      'MAX_MCP_OUTPUT_TOKENS',
      'MAX_STRUCTURED_OUTPUT_RETRIES',
      'MAX_THINKING_TOKENS',
      'MCP_*',
      'TASK_MAX_OUTPUT_LENGTH',
      'USE_BUILTIN_RIPGREP',
    ],
  ],
  // https://developers.openai.com/codex/environment-variables
  ['codex', ['CODEX_*', ...OPENAI, ...TELEMETRY]],
  // https://docs.github.com/en/copilot/reference/copilot-cli-reference: of the three tokens that it logs in with, the one
  // that is nobody else's; the others are the forge's, and `pass` names the one that it gets.
  ['copilot', ['COPILOT_*', 'COPILOT_GITHUB_TOKEN', 'GH_HOST', ...TELEMETRY]],
  ['cursor', ['CURSOR_*']],
  // https://geminicli.com/docs/reference/configuration
  ['gemini', [...GOOGLE, ...TELEMETRY]],
  // https://opencode.ai/docs/providers
  ['opencode', ['OPENCODE_*', ...ALL_MODELS]],
  // https://aider.chat/docs/llms.html
  ['aider', ['AIDER_*', ...ALL_MODELS]],
  // https://qwenlm.github.io/qwen-code-docs/en/users/configuration/auth
  ['qwen', [...ALIBABA, ...OPENAI, ...ANTHROPIC, ...GOOGLE, ...TELEMETRY, 'OPENROUTER_*', 'TAVILY_API_KEY']],
]);

/**
 * The variables of a well-known agent, which is known by its preset, by the program that its command starts, or by its
 * name; none for any other, which gets what its `pass` names.
 */
export function vendorVariables(agent: {
  readonly name: string;
  readonly preset?: string | undefined;
  readonly command?: AgentCommand | undefined;
}): readonly string[] {
  const names = [agent.preset, programOf(agent.command), agent.name].filter((each) => each !== undefined);
  for (const name of names) {
    const known = KNOWN_AGENTS.find((each) => each.executable === name || each.name === name);
    const found = VARIABLES.get(known?.preset ?? name);
    if (found !== undefined) return found;
  }
  return [];
}

/** `/usr/bin/claude`, `claude.cmd` → `claude`; of a shell line its first word. */
function programOf(command: AgentCommand | undefined): string | undefined {
  if (command === undefined) return undefined;
  const first = 'shell' in command ? command.shell.trim().split(/\s/)[0] : command.argv[0];
  return first?.replace(/^.*[\\/]/s, '').replace(/\.(exe|cmd|bat|ps1)$/i, '');
}
