import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{c as a,d as b}from"./chunk-BTLE6ATS.js";import"./chunk-4K3CBL3I.js";import"./chunk-LRJQ55Z5.js";import"./chunk-EZMLQE5Q.js";import"./chunk-JH3RFOKO.js";import"./chunk-KPM42MMO.js";export{b as glance,a as observe};
