import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a}from"./chunk-GQVVIUSC.js";import"./chunk-EGBYEXPW.js";import"./chunk-5JVEXLYG.js";import"./chunk-XDBRYASB.js";import"./chunk-SBHJ2O5J.js";import"./chunk-G6DM5C7W.js";import"./chunk-KPM42MMO.js";export{a as planMarkdown};
