import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a,b}from"./chunk-TQ5WEDUB.js";import"./chunk-VHHNSHUR.js";import"./chunk-NO4CZ6AK.js";import"./chunk-KPM42MMO.js";export{b as readIfThere,a as writeDurably};
