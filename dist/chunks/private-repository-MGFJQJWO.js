import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a,b}from"./chunk-6Y7T4WO6.js";import"./chunk-X63RN6GK.js";import"./chunk-MZZI2GV7.js";import"./chunk-JH3RFOKO.js";import"./chunk-F5TQGT5L.js";import"./chunk-N6VKJQGL.js";import"./chunk-KPM42MMO.js";export{b as openPrivateRepository,a as privateRepositoryPath};
