import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a}from"./chunk-SD6P6G4J.js";import"./chunk-XDBRYASB.js";import"./chunk-CDQ5IFTL.js";import"./chunk-L6ZCVFNH.js";import"./chunk-EGBYEXPW.js";import"./chunk-G6DM5C7W.js";import"./chunk-KPM42MMO.js";export{a as planMarkdown};
