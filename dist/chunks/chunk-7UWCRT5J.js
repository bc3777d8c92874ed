import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{b as i}from"./chunk-G2GHIFXC.js";async function c({token:t,url:o}){let{Octokit:e}=await import("./dist-src-AYOIT7QQ.js");return new e({auth:t,baseUrl:o,userAgent:"agentic-plan",log:n})}var n,r=i(()=>{"use strict";n={debug:()=>{},info:()=>{},warn:()=>{},error:()=>{}}});export{c as a,r as b};
