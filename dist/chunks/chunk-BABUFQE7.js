import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
var i=t=>`${e(t).toISOString().slice(0,19)}Z`,e=t=>new Date(Math.min(n,Math.max(o,t))),o=-621672192e5,n=253402300799e3;export{i as a,e as b};
