import { playOrdinarily } from './play-ordinarily.ts';

playOrdinarily('claims');
