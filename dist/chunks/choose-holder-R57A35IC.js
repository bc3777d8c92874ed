import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{e as a,f as b,g as c,h as d}from"./chunk-QR5NUXBS.js";import"./chunk-3ZQTOHLN.js";import"./chunk-BRQO4KJ3.js";import"./chunk-TQ5WEDUB.js";import"./chunk-VHHNSHUR.js";import"./chunk-NO4CZ6AK.js";import"./chunk-KPM42MMO.js";export{b as agentOfSession,a as chooseHolder,d as isKnownDead,c as processHolder};
