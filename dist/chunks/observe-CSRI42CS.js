import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{f as a,g as b}from"./chunk-2ZBFX7TF.js";import"./chunk-ODQRUMJS.js";import"./chunk-LRJQ55Z5.js";import"./chunk-S4D7RIQ6.js";import"./chunk-VKO4Y3KO.js";import"./chunk-KPM42MMO.js";export{b as glance,a as observe};
