import { playOrdinarily } from './play-ordinarily.ts';

playOrdinarily('lists and conditions');
