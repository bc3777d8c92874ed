import { playOrdinarily } from './play-ordinarily.ts';

playOrdinarily('publishing');
