import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{c as a,d as b}from"./chunk-BGS5ESSP.js";import"./chunk-ZZ53HZHG.js";import"./chunk-LRJQ55Z5.js";import"./chunk-S4D7RIQ6.js";import"./chunk-JH3RFOKO.js";import"./chunk-KPM42MMO.js";export{b as glance,a as observe};
