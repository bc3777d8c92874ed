// Loaded before the measured program: writes its peak of resident memory (KB) when it ends.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  writeFileSync(process.env['BENCH_PEAK_FILE'], String(process.resourceUsage().maxRSS));
});
