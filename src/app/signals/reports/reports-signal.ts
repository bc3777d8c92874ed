import type { SignalSource } from '../../../core/model/signal-name.ts';
import type { Signal } from '../signal.ts';
import { type ReportsReading, readReports } from './read-reports.ts';

/** What reports of other tools say of the change; they are looked for together, and share what they ask of git. */
export const reportsSignal: Signal = {
  gives: ['coverage', 'findings', 'failing-tests', 'advisories'],
  isWanted: ({ changes, repository }) => !repository.place.bare && changes.length > 0,
  read: async ({ repository, range, changes, settings }) => {
    const reading = await readReports({ repository, head: range.head, changes, signals: settings.signals });
    const { problems, ...found } = reading;
    return { found, sources: sourcesOf(found), problems };
  },
};

function sourcesOf({
  coverage,
  findings = [],
  failingTests = [],
  advisories = [],
}: Omit<ReportsReading, 'problems'>): readonly SignalSource[] {
  const named = (
    signal: SignalSource['signal'],
    list: readonly { readonly source: { readonly file: string; readonly at: SignalSource['at'] } }[],
  ): readonly SignalSource[] =>
    [...new Map(list.map(({ source }) => [source.file, source.at])).entries()].map(([source, at]) => ({
      signal,
      source,
      ...(at === undefined ? {} : { at }),
    }));
  return [
    ...(coverage === undefined
      ? []
      : [
          {
            signal: 'coverage' as const,
            source: coverage.source,
            ...(coverage.at === undefined ? {} : { at: coverage.at }),
          },
        ]),
    ...named('findings', findings),
    ...named('failing-tests', failingTests),
    ...named('advisories', advisories),
  ];
}
