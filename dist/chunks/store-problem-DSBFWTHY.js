import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a}from"./chunk-7PUIFOMZ.js";import"./chunk-NO4CZ6AK.js";import"./chunk-KPM42MMO.js";export{a as storeProblem};
