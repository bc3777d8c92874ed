import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a}from"./chunk-LNUTPVBC.js";import"./chunk-D5RSUVGN.js";import"./chunk-TKUAEYNN.js";import"./chunk-KFREHQFB.js";import"./chunk-RB6FVS7M.js";import"./chunk-REGVLHNM.js";import"./chunk-N6VKJQGL.js";import"./chunk-ZMOQ5GSQ.js";import"./chunk-KPM42MMO.js";export{a as openRepository};
