import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{f as a,g as b}from"./chunk-E5UAHRWA.js";import"./chunk-7KZCDNR3.js";import"./chunk-LRJQ55Z5.js";import"./chunk-EZMLQE5Q.js";import"./chunk-VKO4Y3KO.js";import"./chunk-KPM42MMO.js";export{b as glance,a as observe};
