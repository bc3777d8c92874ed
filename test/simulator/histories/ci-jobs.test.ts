import { playOrdinarily } from './play-ordinarily.ts';

playOrdinarily('ci jobs');
