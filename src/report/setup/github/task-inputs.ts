import { expr } from './yaml-lines.ts';

/** The inputs of a step that is about one task. */
export const taskInputs = (command: string, wave: number): readonly string[] => [
  `command: ${command}`,
  `run: ${expr('needs.plan.outputs.run')}`,
  `wave: '${wave}'`,
  `task: ${expr('matrix.task')}`,
];
