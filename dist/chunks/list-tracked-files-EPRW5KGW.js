import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a as i}from"./chunk-D5RSUVGN.js";import{a as s}from"./chunk-RB6FVS7M.js";import"./chunk-AFX4S6PT.js";async function m(a){let{stdout:o}=await s({args:["ls-files","-z"],cwd:a}),r=[];for(let e=0,t=o.indexOf(0);t>=0;e=t+1,t=o.indexOf(0,e))r.push(i(o.subarray(e,t)));return r}export{m as listTrackedFiles};
