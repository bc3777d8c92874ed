/** How a language writes what others may call. Each expression has one group: the name. Judged line by line. */
export interface DeclarationTable {
  readonly public: readonly RegExp[];
  /** A member of the class around it, found by `container` and what is indented below it. */
  readonly member?: RegExp;
  readonly container?: RegExp;
}

const SCRIPT: DeclarationTable = {
  public: [
    /^export\s+(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?(?:async\s+)?(?:function\*?|class|interface|type|enum|const|let|var|namespace)\s+([\w$]+)/,
    /^(?:module\.)?exports\.([\w$]+)\s*=/,
  ],
  member:
    /^(?:\t| {2,4})(?:(?:public|static|async|override|readonly|get|set)\s+)*(?!(?:if|for|while|switch|catch|return|function|await|throw|new|super|private|protected)\b)([A-Za-z$][\w$]*)\s*(?:<[^>]*>)?\([^;]*[{,(]\s*$/,
  container: /\bexport\s+(?:default\s+)?(?:abstract\s+)?class\s+([\w$]+)/,
};

const JAVA_LIKE: DeclarationTable = {
  public: [
    /^\s*public\s+(?:(?:static|final|abstract|sealed|partial|readonly)\s+)*(?:class|interface|enum|record|struct)\s+(\w+)/,
    /^\s*public\s+(?!class|interface|enum|record|struct)[\w<>[\],.?\s]*?\b(\w+)\s*\(/,
  ],
};

/** By the names of `languageOf`. Languages that are not here have no surface that we can see. */
export const DECLARATIONS: Readonly<Record<string, DeclarationTable>> = {
  typescript: SCRIPT,
  javascript: SCRIPT,
  python: {
    public: [/^(?:async\s+)?def\s+([A-Za-z]\w*)\s*\(/, /^class\s+([A-Za-z]\w*)/],
    member: /^ {4}(?:async\s+)?def\s+(\w+)\s*\(/,
    container: /^class\s+([A-Za-z]\w*)/,
  },
  go: { public: [/^func\s+(?:\([^)]*\)\s*)?([A-Z]\w*)/, /^type\s+([A-Z]\w*)/] },
  rust: {
    public: [
      /^\s*pub\s+(?:(?:async|unsafe|const)\s+)*(?:fn|struct|enum|trait|type|static|union|mod)\s+(\w+)/,
      /^\s*pub\s+const\s+([A-Z]\w*)\s*:/,
    ],
  },
  java: JAVA_LIKE,
  csharp: JAVA_LIKE,
  kotlin: {
    public: [
      /^(?:(?:public|open|data|sealed|abstract|suspend|inline)\s+)*(?:fun|class|interface|object)\s+(?:<[^>]*>\s*)?(?:\w+\.)?(\w+)/,
    ],
  },
  swift: {
    public: [
      /^\s*(?:public|open)\s+(?:(?:static|final|class)\s+)*(?:func|class|struct|enum|protocol|var|let)\s+(\w+)/,
    ],
  },
  ruby: {
    public: [/^\s*def\s+(?:self\.)?([a-z]\w*[?!]?)/, /^\s*(?:class|module)\s+([A-Z]\w*)/],
  },
  php: {
    public: [
      /^\s*public\s+(?:static\s+)?function\s+(\w+)/,
      /^(?:(?:abstract|final)\s+)?(?:class|interface|trait)\s+(\w+)/,
      /^function\s+(\w+)/,
    ],
  },
  elixir: { public: [/^\s*def\s+([a-z]\w*[?!]?)/, /^\s*defmodule\s+([\w.]+)/] },
};
