import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
var r=(t,s,n=`${s}s`)=>`${t} ${t===1?s:n}`;export{r as a};
