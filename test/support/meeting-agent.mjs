// An agent that meets others: it says that it has begun, waits for what it is to wait for (files in the meeting place),
// adds a line to each file it has claimed, and says what it was told to say. What it did is in the log, in order.
import { appendFileSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const {
  AGENTIC_TASK: task,
  AGENTIC_PATHS: paths,
  AGENTIC_PROMPT: prompt,
  AGENTIC_OUTPUT: output,
} = process.env;
const meeting = process.env.STAND_IN_MEETING;
const script = existsSync(join(meeting, 'script.json'))
  ? JSON.parse(readFileSync(join(meeting, 'script.json'), 'utf8'))
  : {};
const { waits = [], outputs = {} } = script[task] ?? script[task.replace(/-[0-9a-f]{8}$/, '')] ?? {};
const log = (word) => {
  appendFileSync(join(meeting, 'log'), `${word} ${task}\n`);
  writeFileSync(join(meeting, `${word} ${task}`), '');
};

copyFileSync(prompt, join(meeting, `prompt ${task}`));
log('began');
const end = Date.now() + 60_000;
for (const name of waits)
  while (!existsSync(join(meeting, name))) {
    if (Date.now() > end) throw new Error(`${task} waits in vain for "${name}"`);
    await setTimeout(10);
  }
for (const path of JSON.parse(paths).filter((one) => !one.endsWith('/'))) {
  mkdirSync(dirname(path), { recursive: true });
  appendFileSync(path, `/* ${task} */\n`);
}
writeFileSync(output, JSON.stringify({ summary: `what ${task} saw`, outputs }));
log('ended');
