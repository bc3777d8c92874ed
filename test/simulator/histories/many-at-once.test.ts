import { playOrdinarily } from './play-ordinarily.ts';

playOrdinarily('many at once');
