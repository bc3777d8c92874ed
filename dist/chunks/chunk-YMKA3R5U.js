import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{b as t,c as e}from"./chunk-NO4CZ6AK.js";import{AsyncLocalStorage as m}from"node:async_hooks";var r=new m,d=(o,i)=>r.run(o,i),a=()=>r.getStore(),u=o=>new e(t("out-of-time",{command:o?.command??"",seconds:Math.round((o?.budget.totalMs??0)/1e3)}));export{d as a,a as b,u as c};
