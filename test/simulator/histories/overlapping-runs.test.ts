import { playOrdinarily } from './play-ordinarily.ts';

playOrdinarily('overlapping runs');
