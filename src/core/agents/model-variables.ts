// What a well-known agent reads of the environment besides what all agents see: its own settings, and the keys, addresses
// and clouds of the models that it can use. A `*` stands for all that begin so.

export const ANTHROPIC = ['ANTHROPIC_*'];
export const OPENAI = ['OPENAI_*', 'AZURE_OPENAI_*'];
export const GOOGLE = ['GEMINI_*', 'GOOGLE_*', 'GCLOUD_PROJECT', 'CLOUDSDK_*', 'CLOUD_ML_REGION', 'VERTEX*'];
export const BEDROCK = ['AWS_*'];
export const AZURE = [
  'AZURE_CLIENT_*',
  'AZURE_TENANT_ID',
  'AZURE_FEDERATED_TOKEN_FILE',
  'AZURE_AUTHORITY_HOST',
];
export const ALIBABA = ['QWEN_*', 'DASHSCOPE_*', 'BAILIAN_*'];
export const TELEMETRY = ['OTEL_*'];

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

export const ALL_MODELS = [...ANTHROPIC, ...OPENAI, ...GOOGLE, ...BEDROCK, ...AZURE, ...ALIBABA, ...HOSTS];
