import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a,b,c}from"./chunk-ZNCUJWM6.js";import"./chunk-MRDODEU4.js";import"./chunk-KPM42MMO.js";export{b as DEFAULTS,a as MERGEABLE,c as defaultSettings};
