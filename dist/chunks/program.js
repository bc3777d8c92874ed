import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{ea as a,ga as b}from"./chunk-FOFAT5HB.js";import"./chunk-M4XIS45E.js";import"./chunk-BTG6BJIP.js";b();export{a as runToEnd};
