import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a}from"./chunk-GTDGHEOQ.js";import"./chunk-KPM42MMO.js";export{a as readInputFile};
