import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a}from"./chunk-LA653CBG.js";import"./chunk-D5RSUVGN.js";import"./chunk-GBPWWDE4.js";import"./chunk-KFREHQFB.js";import"./chunk-F5TQGT5L.js";import"./chunk-N6VKJQGL.js";import"./chunk-ZMOQ5GSQ.js";import"./chunk-KPM42MMO.js";export{a as openRepository};
