import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
var n={"security-audit":[10,40],"dependency-audit":[8,400],"code-review":[8,50],"test-coverage":[8,25],"documentation-update":[8,200]},u=[12,40],c=60;function d(e,t){let[i,r]=(Object.hasOwn(n,e)?n[e]:void 0)??u;return Math.min(c,i+Math.ceil(t/r))}export{d as a};
