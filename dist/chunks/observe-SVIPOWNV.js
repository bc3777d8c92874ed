import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{f as a,g as b}from"./chunk-WFRJFBL6.js";import"./chunk-YABBDZRC.js";import"./chunk-WYFGECGX.js";import"./chunk-LRJQ55Z5.js";import"./chunk-S4D7RIQ6.js";import"./chunk-REGVLHNM.js";import"./chunk-KPM42MMO.js";export{b as glance,a as observe};
