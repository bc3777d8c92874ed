import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
var a=(o,e)=>o?.data?.[e],t=(o,e,d={})=>({severity:"error",...d,code:o,data:e}),r=class extends Error{name="ProblemError";problem;constructor(e){super(e.code),this.problem=e}};export{a,t as b,r as c};
