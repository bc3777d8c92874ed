import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a,b,c}from"./chunk-PSTR6VYB.js";import"./chunk-YHEWNFNP.js";import"./chunk-BEZAQNQN.js";import"./chunk-UPUB7YK7.js";import"./chunk-KPM42MMO.js";export{a as KNOWN_EXECUTABLES,c as agentOfPreset,b as agentsAtHand};
