import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a}from"./chunk-D7LVZUKY.js";import"./chunk-GQ6OBMP4.js";import"./chunk-ZLDHJT2H.js";import"./chunk-ZMOQ5GSQ.js";import"./chunk-KPM42MMO.js";export{a as readProjectState};
