import { playOrdinarily } from './play-ordinarily.ts';

// Short ones, in which some of what must happen is rare.
playOrdinarily('sessions', 240);
