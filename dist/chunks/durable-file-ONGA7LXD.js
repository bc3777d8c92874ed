import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a,b}from"./chunk-MZZI2GV7.js";import"./chunk-KPM42MMO.js";export{b as readIfThere,a as writeDurably};
