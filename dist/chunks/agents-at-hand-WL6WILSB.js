import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a,b,c}from"./chunk-UYUFPEZC.js";import"./chunk-TIQZXWFX.js";import"./chunk-ZNCUJWM6.js";import"./chunk-MRDODEU4.js";import"./chunk-LXO4D5XJ.js";import"./chunk-KPM42MMO.js";export{a as KNOWN_EXECUTABLES,c as agentOfPreset,b as agentsAtHand};
