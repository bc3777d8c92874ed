/** What an agent reads when it meets the server: what AGENTS.md says of the commands, for the tools. */
export const MCP_INSTRUCTIONS = [
  'Other agents work in this repository too. Before your first edit of a file call `claim` with the paths that you will change.',
  'Answered "claimed": they are yours until the time given; calling it again renews.',
  'Answered "held": somebody has them and nothing was changed. Do not edit those paths and do not work around them elsewhere: take what is listed as free, or call it again with wait "25s" up to three times, then stop and report who holds what.',
  'Before you finish call `check`, then `release`.',
].join('\n');
