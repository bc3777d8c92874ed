import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{b as a,c as b,d as c}from"./chunk-T4R3NQSZ.js";import"./chunk-N5BTXN6U.js";import"./chunk-MKHXXI65.js";import"./chunk-G6DM5C7W.js";import"./chunk-BABUFQE7.js";import"./chunk-HOB7C4ZY.js";import"./chunk-NO4CZ6AK.js";import"./chunk-KPM42MMO.js";export{c as openingExit,a as refuse,b as warn};
