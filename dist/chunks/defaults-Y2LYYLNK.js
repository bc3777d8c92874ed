import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a,b,c}from"./chunk-BEZAQNQN.js";import"./chunk-UPUB7YK7.js";import"./chunk-KPM42MMO.js";export{b as DEFAULTS,a as MERGEABLE,c as defaultSettings};
